"""What benchmarks run on: crowds, battles, yards, grids and projects, made from numbers."""
