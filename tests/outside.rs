//! What the articles of strangers reach: nothing but what lies below their folder, and no network;
//! and what of them reaches readers: nothing that runs, asks or fetches.
//!
//! System calls are watched with strace; `tests/run` sees that it is there.

#![allow(clippy::disallowed_methods, reason = "tests stand outside of the door")]

mod support;

use std::path::{Path, PathBuf};

use support::{Folder, Run, check, harmless, offprint};

/// A picture of one dot.
const DOT: &[u8] = include_bytes!("support/dot.png");

/// What a file outside says, which must be found nowhere else.
const SECRET: &str = "the weir keeper's secret 8f2a61";

/// A drawing that asks for whatever it can think of.
const DRAWING: &str = r##"<?xml version="1.0"?>
<!DOCTYPE svg [<!ENTITY secret SYSTEM "file:///etc/passwd"><!ENTITY other SYSTEM "../outside/secret.txt">]>
<?xml-stylesheet href="http://127.0.0.1:9/a.css"?>
<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="90" height="90" onload="alert(1)">
  <script>alert(1)</script><script href="http://127.0.0.1:9/a.js"/>
  <style>@import url(http://127.0.0.1:9/a.css); rect { fill: url(../outside/secret.svg#a); }</style>
  <rect width="9" height="9" onclick="alert(1)"/>
  <text y="20">&secret;&other;</text>
  <image width="9" height="9" xlink:href="../outside/secret.png"/>
  <image width="9" height="9" href="file:///etc/passwd"/>
  <image width="9" height="9" href="http://127.0.0.1:9/a.png"/>
  <use href="http://127.0.0.1:9/a.svg#a"/><use href="../outside/secret.svg#a"/>
  <foreignObject><iframe xmlns="http://www.w3.org/1999/xhtml" src="/etc/passwd"/></foreignObject>
  <a href="javascript:alert(1)"><circle r="9"/></a>
</svg>"##;

/// Elements of the web that reach out, or run.
const PAGE: &str = r#"
<script>alert(1)</script><script src="http://127.0.0.1:9/a.js"></script>
<link rel="stylesheet" href="../outside/secret.css"><base href="file:///etc/">
<meta http-equiv="refresh" content="0; url=http://127.0.0.1:9/"><style>@import "/etc/passwd"; p { background: url(http://127.0.0.1:9/) }</style>
<p onclick="alert(1)" style="background: url(http://127.0.0.1:9/b.png)">Words before a picture that tell of the weir and its keeper.</p>
<img src="../outside/secret.png" alt="one"><img src="/etc/passwd" alt="two"><img src="file:///etc/passwd" alt="three">
<img src="http://127.0.0.1:9/a.png" srcset="http://127.0.0.1:9/b.png 2x" alt="four"><img src="//127.0.0.1/c.png" alt="five">
<img src="%2e%2e/outside/secret.png" alt="six"><img src="way.png" alt="seven"><img src="drawing.svg" alt="eight">
<img src="folder/../../outside/secret.png" alt="nine"><img src="data:text/html,%3Cscript%3Ealert(1)%3C/script%3E" alt="ten">
<iframe src="/etc/passwd"></iframe><object data="../outside/secret.txt"></object><embed src="http://127.0.0.1:9/">
<form action="http://127.0.0.1:9/"><input name="a"><button>Send</button></form>
<video src="http://127.0.0.1:9/v.mp4" poster="../outside/secret.png"></video><audio src="/etc/passwd"></audio>
<p>Words with <a href="javascript:alert(1)">a script</a>, <a href=" java&#10;script:alert(1)">another</a>,
<a href="file:///etc/passwd">a file</a>, <a href="data:text/html,x">data</a>, <a href="vbscript:x">more</a>
and <a href="https://example.org/" onclick="alert(1)" ping="http://127.0.0.1:9/">a harmless one</a> to the weir.</p>
"#;

/// Articles of every kind of input, beside files that are none of their business.
fn hostile(name: &str) -> Folder {
    let folder = Folder::new(name);
    for (name, bytes) in
        [("secret.png", DOT), ("secret.txt", SECRET.as_bytes()), ("secret.svg", b"<svg/>")]
    {
        folder.write(&format!("outside/{name}"), bytes);
    }
    folder.write("in/drawing.svg", DRAWING);
    folder.write("in/own.png", DOT);
    folder.write("in/folder/keep", "");
    #[cfg(unix)]
    std::os::unix::fs::symlink(
        folder.path().join("outside/secret.png"),
        folder.path().join("in/way.png"),
    )
    .unwrap();
    let words = "The weir stands where it has stood for three hundred years, and its keeper knows each stone of it. ";
    let article = words.repeat(6);
    folder.write("in/page.html", format!("<!DOCTYPE html><title>A</title><article><h1>A</h1><p>{article}</p>{PAGE}<p>{article}</p></article>"));
    folder.write(
        "in/marks.md",
        format!(
            "---\ntitle: A\ncover-image: /etc/passwd\nimage: ../outside/secret.png\n---\n\n{article}\n\n{PAGE}\n\n\
             ![one](../outside/secret.png) ![two](/etc/passwd) ![three](file:///etc/passwd) ![four](way.png)\n\
             ![five](http://127.0.0.1:9/a.png) ![six](%2e%2e/outside/secret.png) ![seven](drawing.svg) ![eight](own.png)\n\
             [script](javascript:alert(1)) [file](file:///etc/passwd) [data](data:text/html,x) <javascript:alert(1)>\n\
             [harmless](https://example.org/)\n\n$\\href{{javascript:alert(1)}}{{x}} \\input{{/etc/passwd}}$\n\n\
             ``` {{=html}}\n<script>alert(1)</script>\n```\n"
        ),
    );
    folder.write("in/text.txt", format!("A\n\n{article}\n\n![one](../outside/secret.png) file:///etc/passwd javascript:alert(1)\n\n{article}\n"));
    let target = |path: &str| {
        format!(
            r#"{{"t":"Para","c":[{{"t":"Image","c":[["",[],[]],[],["{path}",""]]}},{{"t":"Link","c":[["",[],[["onclick","x"]]],[{{"t":"Str","c":"w"}}],["javascript:x",""]]}}]}}"#
        )
    };
    let blocks: Vec<String> =
        ["../outside/secret.png", "/etc/passwd", "file:///etc/passwd", "drawing.svg"]
            .map(target)
            .into();
    let raw = r#"{"t":"RawBlock","c":["html","<script>alert(1)</script>"]}"#;
    folder.write(
        "in/other.json",
        format!(
            r#"{{"pandoc-api-version":[1,23,1],"meta":{{}},"blocks":[{},{raw}]}}"#,
            blocks.join(",")
        ),
    );
    folder
}

const FORMATS: &str = "-t pdf,epub,docx,html,text,json,pandoc";

fn convert(folder: &Folder) -> Run {
    let arguments = format!("-r in -d out {FORMATS} --font-dir none --embed-fonts -v");
    offprint(folder.path(), &arguments.split_whitespace().collect::<Vec<_>>())
}

/// The files that were made.
fn made(folder: &Folder) -> Vec<(String, Vec<u8>)> {
    let out = folder.path().join("out");
    let names = support::names_in(&out).into_iter();
    names.map(|name| (name.clone(), std::fs::read(out.join(name)).unwrap())).collect()
}

#[test]
fn nothing_harmful_reaches_readers() {
    let folder = hostile("harmful");
    let run = convert(&folder);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let made = made(&folder);
    assert_eq!(made.len(), 4 * 7, "{}", run.stderr);
    for (name, bytes) in &made {
        assert_eq!(check::output(name, bytes), [""; 0], "{}", run.stderr);
        let holds =
            |needle: &str| bytes.windows(needle.len()).any(|window| window == needle.as_bytes());
        assert!(!holds(SECRET) && !holds("root:x:0"), "{name}");
    }
    // What was dropped is told, with its place; what was harmless is kept.
    for told in ["javascript:", "file:", "../outside/secret.png", "/etc/passwd", "way.png"] {
        assert!(run.stderr.contains(told), "{told} is not told in\n{}", run.stderr);
    }
    for name in ["page.html", "marks.html"] {
        let (_, bytes) = made.iter().find(|(made, _)| made == name).unwrap();
        assert!(String::from_utf8_lossy(bytes).contains("https://example.org/"), "{name}");
    }
}

/// The check itself finds what it is for.
#[test]
fn harm_is_seen() {
    for harm in [
        "<script/>",
        "<p onclick='x'/>",
        "<a href='java\nscript:x'/>",
        "<a href='file:///x'/>",
        "<img src='http://x/y.png'/>",
        "<img src='//x/y.png'/>",
        "<image href='http://x/y.png'/>",
        "<style>@import 'x';</style>",
        "<p style='background: url(http://x)'/>",
        "<input type='text'/>",
        "<meta http-equiv='Refresh'/>",
        "<iframe src='x.xhtml'/>",
    ] {
        assert_eq!(harmless::markup("a", &format!("<body>{harm}</body>")).len(), 1, "{harm}");
    }
    for fine in [
        "<a href='https://x/'/>",
        "<img src='images/a.png'/>",
        "<img src='data:image/png;base64,AA'/>",
        "<input type='checkbox' disabled=''/>",
        "<p style='text-align: center'/>",
    ] {
        assert_eq!(harmless::markup("a", &format!("<body>{fine}</body>")), [""; 0]);
    }
}

/// A file that a run opened, or a socket, as strace writes them.
#[cfg(target_os = "linux")]
fn opened(log: &str) -> (Vec<PathBuf>, Vec<&str>) {
    let calls = || log.lines().filter(|line| !line.contains(" = -1 "));
    let opens = calls().filter(|line| line.contains("open"));
    let paths = opens.filter_map(|line| line.split('"').nth(1)).map(PathBuf::from).collect();
    let is_socket =
        |line: &&str| ["socket(", "connect(", "sendto("].iter().any(|call| line.contains(call));
    (paths, log.lines().filter(is_socket).collect())
}

/// Whether a file is one of those that every program opens: libraries, the system's own descriptions.
#[cfg(target_os = "linux")]
fn is_of_the_system(path: &Path) -> bool {
    let folders =
        ["/lib", "/lib64", "/usr/lib", "/proc/self", "/sys/fs/cgroup", "/sys/devices/system/cpu"];
    let files =
        ["/etc/ld.so.cache", "/etc/ld.so.preload", "/dev/null", "/proc/sys/vm/overcommit_memory"];
    folders.iter().any(|folder| path.starts_with(folder))
        || files.iter().any(|file| path == Path::new(file))
}

#[cfg(target_os = "linux")]
#[test]
fn nothing_outside_is_opened() {
    use std::process::{Command, Stdio};

    let folder = hostile("outside");
    let mut command = Command::new("strace");
    command.args([
        "-f",
        "-qq",
        "-o",
        "log",
        "-e",
        "trace=openat,open,openat2,socket,connect,sendto,execve",
    ]);
    command.arg(env!("CARGO_BIN_EXE_offprint")).args([
        "-r",
        "in",
        "-d",
        "out",
        "--font-dir",
        "none",
    ]);
    command.args(FORMATS.split_whitespace()).current_dir(folder.path());
    let Ok(output) = command.stdin(Stdio::null()).output() else {
        return println!("NOT TRIED: there is no strace here");
    };
    let said = String::from_utf8_lossy(&output.stderr);
    if said.contains("ptrace") && !folder.path().join("out").exists() {
        return println!("NOT TRIED: this system lets no program be watched: {said}");
    }
    assert!(output.status.success(), "{said}");
    let log = String::from_utf8(folder.read("log")).unwrap();
    let (paths, sockets) = opened(&log);
    assert_eq!(sockets, [""; 0]);
    assert_eq!(log.matches("execve(").count(), 1, "another program was run");
    let here = |path: &Path| {
        let path = folder.path().join(path);
        let outside =
            path.components().any(|part| part.as_os_str() == ".." || part.as_os_str() == "outside");
        path.starts_with(folder.path()) && !outside
    };
    let foreign: Vec<&PathBuf> =
        paths.iter().filter(|path| !here(path) && !is_of_the_system(path)).collect();
    assert!(foreign.is_empty(), "{foreign:?}");
    // The drawing beside the articles was read, so the log tells of what is opened.
    assert!(paths.iter().any(|path| path.ends_with("drawing.svg")));
}
