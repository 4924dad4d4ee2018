//! `auclair lsp`: the language server, on standard input and output.

use crate::failure::Failure;
use crate::lsp::serve;
use lsp_server::Connection;
use std::process::ExitCode;

pub(crate) fn run(mut args: lexopt::Parser) -> Result<ExitCode, Failure> {
    while let Some(arg) = args.next()? {
        match arg {
            // Editors say how they speak; there is one way.
            lexopt::Arg::Long("stdio") => {}
            other => return Err(other.unexpected().into()),
        }
    }
    let (connection, threads) = Connection::stdio();
    let served = serve(&connection);
    drop(connection);
    let joined = threads.join();
    served.map_err(|error| Failure::new(format!("L'éditeur ne répond plus : {error}.")))?;
    joined?;
    Ok(ExitCode::SUCCESS)
}
