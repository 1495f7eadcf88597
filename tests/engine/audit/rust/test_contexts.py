"""The crate and the context of a file: by folders, packages, and the modules that reach it."""

from engine.audit.rust.scanner import SCANNER
from engine.audit.scanner import Tree
from engine.audit.site import Place

PACKAGE = '[package]\nname = "a"\n'


def places(files: dict[str, str]) -> dict[str, Place]:
    """The places of the Rust files of a tree."""
    scans = {name: SCANNER.scan(text.encode()) for name, text in files.items() if name.endswith(".rs")}
    manifests = {name: text.encode() for name, text in files.items() if name.endswith("Cargo.toml")}
    return dict(SCANNER.place(Tree(scans, manifests)))


def contexts(files: dict[str, str]) -> dict[str, str]:
    return {name: place.context for name, place in places(files).items()}


def test_folders_of_a_package_tell_in_the_order_of_the_page():
    files = ["examples/e.rs", "fuzz/fuzz_targets/f.rs", "tests/t.rs", "benches/b.rs", "build.rs", "src/lib.rs"]

    found = contexts({"Cargo.toml": PACKAGE, **dict.fromkeys(files, "")})

    assert list(found.values()) == ["example", "fuzz", "test", "bench", "build", "production"]


def test_an_example_with_tests_is_an_example_and_names_below_src_tell_nothing():
    files = dict.fromkeys(["examples/x/tests/t.rs", "src/examples/a.rs", "src/tests/b.rs"], "")

    found = contexts({"Cargo.toml": PACKAGE, "src/lib.rs": "mod examples { mod a; } mod tests { mod b; }", **files})

    assert [found[name] for name in files] == ["example", "production", "production"]


def test_the_crate_is_the_nearest_package_and_a_workspace_alone_is_none():
    found = places(
        {
            "Cargo.toml": "[workspace]\nmembers = ['one']\n",
            "one/Cargo.toml": '[package]\nname = "first"\n',
            "one/src/lib.rs": "",
            "one/inner/Cargo.toml": '[package]\nname = "second"\n',
            "one/inner/src/lib.rs": "",
            "loose.rs": "",
        }
    )

    assert {name: place.crate for name, place in found.items()} == {
        "one/src/lib.rs": "first",
        "one/inner/src/lib.rs": "second",
        "loose.rs": "",
    }
    assert found["loose.rs"].context == "other"


def test_a_file_reached_only_through_a_test_module_is_test_code():
    found = places(
        {
            "Cargo.toml": PACKAGE,
            "src/lib.rs": "#[cfg(test)] mod t;\nmod a;\n#[cfg(any(test, feature = 'x'))] mod b;",
            "src/t.rs": "mod deep;",
            "src/t/deep.rs": "",
            "src/a.rs": "#[cfg(test)] mod both;",
            "src/a/both.rs": "",
            "src/b/mod.rs": "#[path = '../a/both.rs'] mod both;",
        }
    )

    assert {name: place.context for name, place in found.items()} == {
        "src/lib.rs": "production",
        "src/t.rs": "test",
        "src/t/deep.rs": "test",
        "src/a.rs": "production",
        "src/a/both.rs": "test",
        "src/b/mod.rs": "production",
    }
    assert "#[cfg(test)] mod t in src/lib.rs" in found["src/t.rs"].because


def test_one_way_for_production_is_enough():
    found = contexts(
        {
            "Cargo.toml": PACKAGE,
            "src/lib.rs": '#[cfg(test)] mod t;\n#[path = "t.rs"] mod real;',
            "src/t.rs": "",
        }
    )

    assert found["src/t.rs"] == "production"


def test_paths_are_looked_for_as_rustc_does():
    found = places(
        {
            "Cargo.toml": PACKAGE,
            "src/lib.rs": 'mod a { mod b; #[path = "q.rs"] mod p; }\n#[path = "far/c.rs"] mod c;\ncfg_if! { if'
            ' #[cfg(x)] { #[path = "d1.rs"] pub(crate) mod d; } }\n'
            '#[cfg_attr(windows, path = "w.rs")] mod e;\nmod r#fn;',
            **dict.fromkeys(["src/a/b.rs", "src/a/q.rs", "src/far/c/x.rs", "src/d1.rs", "src/w.rs", "src/e.rs"], ""),
            "src/far/c.rs": "mod x;",
            "src/far/x.rs": 'include!("y.in.rs");',
            "src/far/y.in.rs": "",
            "src/fn.rs": "",
        }
    )

    assert [name for name, place in found.items() if place.is_orphan] == ["src/far/c/x.rs"]


def test_a_file_that_nothing_takes_in_is_marked():
    found = places({"Cargo.toml": PACKAGE, "src/main.rs": "", "src/left.rs": "", "src/bin/tool.rs": ""})

    assert [name for name, place in found.items() if place.is_orphan] == ["src/left.rs"]
    assert found["src/left.rs"].context == "production"


def test_only_what_public_modules_of_a_library_reach_can_be_called_from_outside():
    found = places(
        {
            "Cargo.toml": PACKAGE,
            "src/lib.rs": "pub mod open; mod shut; mod told; pub use told::Thing; pub(crate) mod own;",
            **dict.fromkeys(["src/open.rs", "src/shut.rs", "src/told.rs", "src/own.rs", "src/main.rs"], ""),
        }
    )

    assert {name for name, place in found.items() if place.is_reachable} == {"src/lib.rs", "src/open.rs", "src/told.rs"}


def test_targets_with_a_path_of_their_own_and_packages_for_fuzzing_are_heard():
    found = contexts(
        {
            "Cargo.toml": PACKAGE
            + 'build = "make.rs"\n[lib]\npath = "lib.rs"\n[[test]]\nname = "t"\npath = "it/t.rs"\n',
            "make.rs": "",
            "lib.rs": "",
            "it/t.rs": "mod help;",
            "it/help.rs": "",
            "crash/Cargo.toml": '[package]\nname = "crash"\n[package.metadata]\ncargo-fuzz = true\n',
            "crash/src/main.rs": "",
        }
    )

    assert found == {
        "make.rs": "build",
        "lib.rs": "production",
        "it/t.rs": "test",
        "it/help.rs": "test",
        "crash/src/main.rs": "fuzz",
    }


def test_a_file_that_takes_itself_in_ends():
    found = contexts({"Cargo.toml": PACKAGE, "src/lib.rs": '#[path = "lib.rs"] mod again;\ninclude!("lib.rs");'})

    assert found == {"src/lib.rs": "production"}


def test_a_broken_manifest_is_no_package():
    assert contexts({"Cargo.toml": "[package", "src/lib.rs": ""}) == {"src/lib.rs": "other"}
