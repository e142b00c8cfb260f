//! Sources offered for the name at the caret, and taken in the place of its letters.

use copydesk::desk::{CommandId, Completion, EditCommand, Selection};

use crate::fixture::Fixture;

/// The bar is where the caret is put.
fn entry(prose: &str) -> String {
    format!(
        "---\ntitle: \"Mint\"\nslug: Arch\n---\n\n# Mint\n\n## Summary\n\n{prose}\n\n## Sources\n\n\
         1. Archer A, Bell B (2016). Mint at night. Journal of Herbs. PMID: 27933574.\n\
         2. Archer A (2019). Mint again. Journal of Herbs. PMID: 30000001.\n"
    )
}

const OTHER: &str = "# Other\n\n## Sources\n\n\
    1. Archer A (2019). Mint again. Journal of Herbs. PMID: 30000001.\n\
    2. Archer C, Dean D, Evans E (2021). Mint and rest. Journal of Herbs. PMID: 30000002.\n\
    3. van der Meer J (2020). Mint by day. Journal of Herbs. PMID: 30000003.\n\
    4. Müller K (2018). Mint once more. Journal of Herbs. PMID: 30000004.\n\
    5. Scientific Advisory Committee on Nutrition (SACN) (2016). Vitamin D and health. https://www.gov.uk/sacn.\n";

#[track_caller]
fn at_caret(text: &str) -> Fixture {
    let at = text.find('|').expect("a caret");
    let mut fixture = Fixture::with(&[("a.md", &text.replace('|', "")), ("b.md", OTHER)]);
    fixture.show("a.md");
    fixture.does(EditCommand::Caret(Selection::caret(at)));
    fixture
}

#[track_caller]
fn on(prose: &str) -> Fixture {
    at_caret(&entry(prose))
}

fn offered(fixture: &Fixture) -> Vec<String> {
    let offers = fixture.desk.completions();
    let list = offers.map(|offers| offers.list).unwrap_or_default();
    let told = |offer: Completion| {
        let detail = match &offer {
            Completion::Source(source) if source.is_new => " +",
            Completion::Source(_) => "",
            Completion::Term(_) => " (term)",
        };
        format!("{} · {}{detail}", offer.written(), offer.about())
    };
    list.into_iter().map(told).collect()
}

#[track_caller]
fn takes(fixture: &mut Fixture, at: usize) {
    let mut offers = fixture.desk.completions().expect("something is offered");
    fixture.does(EditCommand::Complete {
        step: offers.step,
        taken: Box::new(offers.list.swap_remove(at)),
    });
}

#[test]
fn the_sources_of_the_entry_come_first_then_those_of_the_library() {
    assert_eq!(
        offered(&on("Mint calms, as Arch| says.")),
        [
            "Archer 2019 · Mint again",
            "Archer and Bell 2016 · Mint at night",
            "Archer et al. 2021 · Mint and rest +",
        ]
    );
}

#[test]
fn accents_and_particles_may_be_left_out_and_an_organisation_goes_by_its_short_name() {
    let muller = "Müller 2018 · Mint once more +";
    let meer = "van der Meer 2020 · Mint by day +";
    let sacn = "SACN 2016 · Vitamin D and health +";
    for (prose, offer) in [
        ("So Mul| says", muller),
        ("So Mül| says", muller),
        ("So Mee| says", meer),
        ("So van der Mee| says", meer),
        ("Van der Mee| says", "Van der Meer 2020 · Mint by day +"),
        ("So SACN| says", sacn),
        ("So SAC| says", sacn),
        ("So Scientific| says", sacn),
    ] {
        assert_eq!(offered(&on(prose)), [offer], "{prose}");
    }
}

#[test]
fn nothing_is_offered_where_no_citation_would_be_read() {
    for prose in [
        "Mint, as arch| says",
        "Mint, as Ar| says",
        "Mint, as Arch|er says",
        "Archer| 2016",
        "So `Arch|` says",
        "So [Arch|](https://mint.example) says",
        "So https://mint.example/Arch|",
        "```\nArch|\n```",
        "### Arch|",
        "Smith| says",
    ] {
        assert_eq!(offered(&on(prose)), [""; 0], "{prose}");
    }
    let text = entry("Mint.");
    for place in ["slug: Arch", "1. Archer", "# Mint"] {
        let text = text.replacen(place, &format!("{place}|"), 1);
        assert_eq!(offered(&at_caret(&text)), [""; 0], "{place}");
    }
    let mut fixture = on("Mint, as Arch| says");
    fixture.does(CommandId::OfferSources);
    assert_eq!(offered(&fixture), [""; 0]);
    fixture.does(CommandId::OfferSources);
    assert_eq!(offered(&fixture).len(), 3);
}

#[test]
fn the_citation_takes_the_place_of_the_letters_and_a_new_source_is_listed_in_one_step() {
    let mut fixture = on("Mint calms (van der Mee|).");
    let before = fixture.text().to_owned();
    takes(&mut fixture, 0);
    let after = before.replacen("(van der Mee)", "(van der Meer 2020)", 1)
        + "3. van der Meer J (2020). Mint by day. Journal of Herbs. PMID: 30000003.\n";
    assert_eq!(fixture.text(), after);
    assert_eq!(
        fixture.said(),
        "Cited van der Meer 2020 and added its source"
    );
    let head = fixture.entry().selection.head;
    assert!(fixture.text()[..head].ends_with("Meer 2020"));
    fixture.does(CommandId::Undo);
    assert_eq!(fixture.text(), before);

    let mut fixture = on("Mint calms: Arch|");
    let before = fixture.text().to_owned();
    takes(&mut fixture, 0);
    assert_eq!(
        fixture.text(),
        before.replacen("calms: Arch", "calms: Archer 2019", 1)
    );
    assert_eq!(fixture.said(), "Cited Archer 2019");
}

#[test]
fn an_offer_for_an_older_text_is_not_taken() {
    let mut fixture = on("Mint calms: Arch|");
    let mut offers = fixture.desk.completions().expect("something is offered");
    fixture.does(CommandId::Bold);
    let now = fixture.text().to_owned();
    fixture.does(EditCommand::Complete {
        step: offers.step,
        taken: Box::new(offers.list.swap_remove(0)),
    });
    assert_eq!(fixture.text(), now);
}

#[test]
fn a_term_is_offered_by_its_beginning_and_written_as_the_library_writes_it() {
    let table =
        "preferred,avoid,definition\nvitamin D,vit D,A vitamin of the sun\nviolet,,\nmint tea,,\n";
    let on = |prose: &str| {
        let at = entry(prose).find('|').expect("a caret");
        let text = entry(prose).replace('|', "");
        let mut fixture = Fixture::with(&[("a.md", &text), (".copydesk/terms.csv", table)]);
        fixture.show("a.md");
        fixture.does(EditCommand::Caret(Selection::caret(at)));
        fixture
    };
    let vitamin = "vitamin D · A vitamin of the sun (term)";
    assert_eq!(offered(&on("Take vit| daily.")), [vitamin]);
    assert_eq!(offered(&on("Take vi| daily.")), [""; 0]);
    assert_eq!(offered(&on("Take `vit|` daily.")), [""; 0]);
    assert_eq!(offered(&on("Take violet| daily.")), [""; 0]);
    let mut fixture = on("Vit| is made in the skin.");
    assert_eq!(offered(&fixture).len(), 1);
    takes(&mut fixture, 0);
    assert!(
        fixture
            .text()
            .contains("\n\nVitamin D is made in the skin.\n")
    );
    fixture.does(CommandId::Undo);
    assert!(fixture.text().contains("\n\nVit is made in the skin.\n"));
    fixture.does(CommandId::OfferSources);
    assert_eq!(offered(&fixture), [""; 0]);
}
