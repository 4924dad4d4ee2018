//! A small server for this machine only: any other static server would do as well.

use crate::failure::Failure;
use crate::project::Project;
use crate::tools;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::thread;
use tiny_http::{Header, Method, Request, Response, Server};

const PORT: u16 = 8080;
const THREADS: usize = 4;

pub(crate) fn run(project: &Project, mut args: lexopt::Parser) -> Result<ExitCode, Failure> {
    let (mut port, mut build) = (PORT, true);
    while let Some(arg) = args.next()? {
        match arg {
            lexopt::Arg::Long("port") => {
                let value = args.value()?;
                port = value.to_str().and_then(|value| value.parse().ok()).ok_or_else(|| {
                    let value = value.to_string_lossy();
                    Failure::usage(format!(
                        "« {value} » n'est pas un port : dites un nombre, comme 8081."
                    ))
                })?;
            }
            lexopt::Arg::Long("no-build") => build = false,
            other => return Err(other.unexpected().into()),
        }
    }
    // The port first: nobody should wait for a build to learn that it is taken.
    let server = listen(port)?;
    if build {
        tools::set_up(project, &tools::FOR_THE_SITE)?;
        super::build(project)?;
    }
    super::built(project)?;
    let dist = project.dist();
    let root = dist.canonicalize().map_err(|error| Failure::file("lire", &dist, &error))?;
    println!("\nAu clair est servi ici : {}", address(&server));
    println!("Pour arrêter : Ctrl + C.");
    serve(&Arc::new(server), &root);
    Ok(ExitCode::SUCCESS)
}

fn listen(port: u16) -> Result<Server, Failure> {
    Server::http(("127.0.0.1", port)).map_err(|error| {
        let kind = error.downcast_ref::<std::io::Error>().map(std::io::Error::kind);
        let other = if port == u16::MAX { PORT } else { port + 1 };
        let todo = format!("Choisissez-en un autre : « cargo xtask serve --port {other} ».");
        match kind {
            Some(std::io::ErrorKind::AddrInUse) => {
                Failure::new(format!("Le port {port} est déjà pris par un autre programme."))
            }
            Some(std::io::ErrorKind::PermissionDenied) => {
                Failure::new(format!("Le port {port} est réservé à l'administrateur."))
            }
            _ => Failure::new(format!("Le port {port} ne peut pas être ouvert : {error}.")),
        }
        .todo(todo)
    })
}

fn address(server: &Server) -> String {
    server.server_addr().to_ip().map_or_else(String::new, |address| format!("http://{address}/"))
}

fn serve(server: &Arc<Server>, root: &Path) {
    thread::scope(|scope| {
        for _ in 0..THREADS {
            scope.spawn(|| {
                for request in server.incoming_requests() {
                    answer(request, root);
                }
            });
        }
    });
}

fn answer(request: Request, root: &Path) {
    let reply = |status: u16, text: &str| Response::from_string(text).with_status_code(status);
    // A browser that has gone away is no failure of ours.
    let _ = match request.method() {
        Method::Get | Method::Head => match find(root, request.url()) {
            Found::File(path, file) => {
                let mut response = Response::from_file(file);
                for (name, value) in [
                    ("Content-Type", mime(&path)),
                    // What was just built again must be what is seen.
                    ("Cache-Control", "no-cache"),
                    ("X-Content-Type-Options", "nosniff"),
                ] {
                    if let Ok(header) = Header::from_bytes(name, value) {
                        response.add_header(header);
                    }
                }
                request.respond(response)
            }
            Found::Folder(address) => match Header::from_bytes("Location", address) {
                Ok(header) => request.respond(reply(301, "").with_header(header)),
                Err(()) => request.respond(reply(404, "Not found")),
            },
            Found::Nothing => request.respond(reply(404, "Not found")),
        },
        _ => request.respond(reply(405, "Method not allowed")),
    };
}

enum Found {
    File(PathBuf, File),
    /// A folder named without its last `/`: relative links would be read from its parent.
    Folder(String),
    Nothing,
}

fn find(root: &Path, url: &str) -> Found {
    let address = url.split(['?', '#']).next().unwrap_or_default();
    let Some(path) = inside(root, address) else { return Found::Nothing };
    let path = if path.is_dir() {
        if !address.ends_with('/') {
            return Found::Folder(format!("{address}/"));
        }
        path.join("index.html")
    } else {
        path
    };
    // A symbolic link may lead anywhere.
    match path.canonicalize() {
        Ok(path) if path.starts_with(root) && path.is_file() => {
            File::open(&path).map_or(Found::Nothing, |file| Found::File(path, file))
        }
        _ => Found::Nothing,
    }
}

/// The path that an address names, if it stays inside of the site.
fn inside(root: &Path, address: &str) -> Option<PathBuf> {
    let mut path = root.to_owned();
    for part in address.split('/').filter(|part| !part.is_empty()) {
        let part = decoded(part)?;
        if part == ".." || part == "." || part.contains(['/', '\\', '\0', ':']) {
            return None;
        }
        path.push(part);
    }
    Some(path)
}

/// A part of an address with its `%C3%A9` read.
fn decoded(part: &str) -> Option<String> {
    let mut bytes = Vec::new();
    let mut rest = part.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'%' => {
                let mut digit = || char::from(rest.next()?).to_digit(16);
                u8::try_from(digit()? * 16 + digit()?).ok()?
            }
            byte => byte,
        });
    }
    String::from_utf8(bytes).ok()
}

fn mime(path: &Path) -> &'static str {
    match path.extension().and_then(|extension| extension.to_str()).unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "wasm" => "application/wasm",
        "json" | "map" => "application/json",
        "webmanifest" => "application/manifest+json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "webp" => "image/webp",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "txt" | "md" | "regle" => "text/plain; charset=utf-8",
        "pdf" => "application/pdf",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_address_leads_out_of_the_site() {
        let root = Path::new("/site");
        for address in [
            "/../secret",
            "/%2e%2e/secret",
            "/a/..%2f..%2fsecret",
            "/a%5c..%5csecret",
            "/%00",
            "/C:/secret",
            "/%zz",
            "/%",
        ] {
            assert_eq!(inside(root, address), None, "{address}");
        }
        assert_eq!(inside(root, "//etc/passwd"), Some(PathBuf::from("/site/etc/passwd")));
        assert_eq!(inside(root, "/a/%C3%A9t%C3%A9.html"), Some(PathBuf::from("/site/a/été.html")));
        assert_eq!(inside(root, "/"), Some(root.to_owned()));
    }

    #[test]
    fn wasm_is_sent_as_browsers_want_it() {
        assert_eq!(mime(Path::new("a_bg.wasm")), "application/wasm");
        assert_eq!(mime(Path::new("sans-extension")), "application/octet-stream");
    }
}
