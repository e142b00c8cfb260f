use copydesk::cli::list::{Format, run};

fn main() -> std::process::ExitCode {
    let args: Vec<String> = std::env::args().collect();
    let (Some(folder), format) = (args.get(2), args.get(4)) else {
        return std::process::ExitCode::from(2);
    };
    let format = format
        .and_then(|name| Format::named(name))
        .unwrap_or_default();
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    match run(folder.as_ref(), format, &mut out, &mut std::io::stderr()) {
        Ok(code) => code.into(),
        Err(_) => std::process::ExitCode::FAILURE,
    }
}
