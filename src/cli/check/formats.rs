//! How findings are told: for the eye, as JSON, as SARIF, as annotations of GitHub.

use std::collections::BTreeMap;
use std::io::{self, Write};

use serde::{Serialize, Serializer};
use serde_json::{Value, json};

use super::super::one_line;
use super::arguments::ReportFormat;
use super::check_report::{CheckReport, ReportedFinding};
use crate::checks::{Level, all};

pub(super) fn write(
    report: &CheckReport<'_>,
    format: ReportFormat,
    out: &mut dyn Write,
) -> io::Result<()> {
    match format {
        ReportFormat::Text => text(report, out),
        ReportFormat::Json => json(report, out),
        ReportFormat::Sarif => sarif(report, out),
        ReportFormat::GitHub => github(report, out),
    }
}

/// A line for each finding, then why each check looks, then the total.
fn text(report: &CheckReport<'_>, out: &mut dyn Write) -> io::Result<()> {
    let mut reasons = BTreeMap::new();
    for one in &report.findings {
        writeln!(out, "{}", one.line())?;
        for fix in &one.finding.fixes {
            writeln!(out, "    fix: {}", one_line(&fix.label))?;
        }
        reasons.insert(one.check.id, one.check.reason);
    }
    if !reasons.is_empty() {
        writeln!(out)?;
    }
    for (check, reason) in reasons {
        writeln!(out, "{check}: {reason}")?;
    }
    if !report.findings.is_empty() {
        writeln!(out)?;
    }
    writeln!(out, "{}", report.total())
}

/// The contract: names and order of the members never change.
#[derive(Serialize)]
struct Finding<'t> {
    file: &'t str,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
    check: &'static str,
    level: &'static str,
    message: &'t str,
    reason: &'static str,
    fix: Option<Fix>,
}

#[derive(Serialize)]
struct Fix {
    label: String,
}

fn json(report: &CheckReport<'_>, out: &mut dyn Write) -> io::Result<()> {
    write!(
        out,
        "{{\"version\":1,\"entries\":{},\"findings\":[",
        report.entries
    )?;
    for (number, one) in report.findings.iter().enumerate() {
        out.write_all(if number == 0 { b"\n" } else { b",\n" })?;
        let labels: Vec<&str> = (one.finding.fixes.iter())
            .map(|fix| fix.label.as_str())
            .collect();
        let finding = Finding {
            file: &one.file,
            line: one.from.line,
            column: one.from.column,
            end_line: one.to.line,
            end_column: one.to.column,
            check: one.check.id,
            level: one.finding.level.name(),
            message: &one.finding.message,
            reason: one.check.reason,
            // Where either side may be right, both are named.
            fix: (!labels.is_empty()).then(|| Fix {
                label: labels.join(" · "),
            }),
        };
        serde_json::to_writer(&mut *out, &finding)?;
    }
    writeln!(out, "\n]}}")
}

fn sarif(report: &CheckReport<'_>, out: &mut dyn Write) -> io::Result<()> {
    let rules: Vec<Value> = all()
        .map(|check| {
            json!({
                "id": check.id,
                "shortDescription": { "text": check.title },
                "fullDescription": { "text": check.reason },
                "help": { "text": check.reason },
                "defaultConfiguration": { "level": check.level.name() },
            })
        })
        .collect();
    let numbers: BTreeMap<&'static str, usize> = all()
        .enumerate()
        .map(|(number, check)| (check.id, number))
        .collect();
    // What services of code know by this name is the root of the repository.
    let (base, what) = match report.is_in_repository {
        true => ("%SRCROOT%", "The root of the repository"),
        false => ("LIBRARY", "The folder of the library"),
    };
    let sarif = Sarif {
        schema: "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
        version: "2.1.0",
        runs: [Run {
            tool: json!({ "driver": {
                "name": "copydesk",
                "version": env!("CARGO_PKG_VERSION"),
                "rules": rules,
            } }),
            bases: json!({
                base: { "description": { "text": what } },
            }),
            column_kind: "unicodeCodePoints",
            results: Results {
                findings: &report.findings,
                base,
                numbers,
            },
        }],
    };
    serde_json::to_writer_pretty(&mut *out, &sarif)?;
    writeln!(out)
}

#[derive(Serialize)]
struct Sarif<'t> {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: [Run<'t>; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Run<'t> {
    tool: Value,
    #[serde(rename = "originalUriBaseIds")]
    bases: Value,
    column_kind: &'static str,
    results: Results<'t>,
}

/// The findings, each made when it is written: all of them at once would take ten times the room of the texts.
struct Results<'t> {
    findings: &'t [ReportedFinding<'t>],
    /// What their paths begin at.
    base: &'static str,
    /// Which rule each check is.
    numbers: BTreeMap<&'static str, usize>,
}

impl Serialize for Results<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let result = |one: &ReportedFinding<'_>| {
            json!({
                "ruleId": one.check.id,
                "ruleIndex": self.numbers.get(one.check.id),
                "level": one.finding.level.name(),
                "message": { "text": one.finding.message },
                "locations": [{
                    "physicalLocation": {
                        "artifactLocation": { "uri": uri(&one.path), "uriBaseId": self.base },
                        "region": {
                            "startLine": one.from.line,
                            "startColumn": one.from.column,
                            "endLine": one.to.line,
                            "endColumn": one.to.column,
                        },
                    },
                }],
            })
        };
        serializer.collect_seq(self.findings.iter().map(result))
    }
}

/// A path as a relative address.
fn uri(file: &str) -> String {
    let mut uri = String::with_capacity(file.len());
    for byte in file.bytes() {
        if byte.is_ascii_alphanumeric() || b"/-._~".contains(&byte) {
            uri.push(byte.into());
        } else {
            uri.push_str(&format!("%{byte:02X}"));
        }
    }
    uri
}

/// GitHub shows only the first few of a step: errors first, and the total in the end.
fn github(report: &CheckReport<'_>, out: &mut dyn Write) -> io::Result<()> {
    for level in [Level::Error, Level::Warning, Level::Note] {
        let command = match level {
            Level::Error => "error",
            Level::Warning => "warning",
            Level::Note => "notice",
        };
        for one in report
            .findings
            .iter()
            .filter(|one| one.finding.level == level)
        {
            writeln!(
                out,
                "::{command} file={},line={},col={},endLine={},endColumn={},title={}::{}",
                property(&one.path),
                one.from.line,
                one.from.column,
                one.to.line,
                one.to.column,
                property(one.check.title),
                data(&format!("{} [{}]", one.finding.message, one.check.id)),
            )?;
        }
    }
    writeln!(out, "{}", report.total())
}

fn data(text: &str) -> String {
    let text = text
        .replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A");
    one_line(&text)
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
