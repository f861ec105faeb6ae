//! `billow`: the command line, and behind `billow serve` the server.

fn main() -> std::process::ExitCode {
    server::cli::main()
}
