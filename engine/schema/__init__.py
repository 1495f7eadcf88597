"""What a thing is: components, project, scene, prefab and encounter as one described vocabulary."""
