//! Works that nobody signed, and what else was once read wrongly without a word: notes, series and broken lines.
//!
//! The works are made up.

use copydesk::references::{self, Author, Record};

/// Authors, year and title.
fn told(record: &Record) -> String {
    let names: Vec<&str> = record.authors.iter().map(Author::family).collect();
    let year = record.year.as_deref().unwrap_or("-");
    let title = record.title.as_deref().unwrap_or("-");
    format!("{} | {year} | {title}", names.join(", "))
}

#[track_caller]
fn all_read(table: &[(&str, &str)]) {
    let mut wrong = Vec::new();
    for (text, expected) in table {
        let gathered = references::read_text(text);
        let found: Vec<String> = gathered
            .records
            .iter()
            .map(|gained| told(&gained.record))
            .collect();
        if found != [*expected] || !gathered.unread.is_empty() {
            wrong.push(format!(
                "{text}\n  right {expected}\n  found {found:?} {:?}",
                gathered.unread
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_title_stands_first_where_nobody_signed() {
    all_read(&[
        (
            "Fish oil on the ward: hope or hype? [editorial]. J Quiet. 2004 Dec;82(12):784.",
            " | 2004 | Fish oil on the ward: hope or hype?",
        ),
        (
            "4. 21st century soups may have a sting in the tail. Quiet Foods. 2002;325(7357):184.",
            " | 2002 | 21st century soups may have a sting in the tail",
        ),
        (
            "Manual of quiet diets. 5th ed. Oxford: Leaf Press; 2014.",
            " | 2014 | Manual of quiet diets",
        ),
        (
            "The Quiet Handbook of Sleep. London: Leaf Press; 2009.",
            " | 2009 | The Quiet Handbook of Sleep",
        ),
        (
            "Vitamin C [Internet]. Bethesda (MD): Office of Quiet; [updated 2021 Mar 26; cited 2023 May 2]. Available from: https://quiet.example/c",
            " | - | Vitamin C",
        ),
        (
            "Soft drinks sell less by a third. (2018, April 6). Quiet Wire. https://wire.example/drinks",
            " | 2018 | Soft drinks sell less by a third",
        ),
        (
            "Vitamin and mineral doses (2003) 3rd edn. London: Leaf Press.",
            " | 2003 | Vitamin and mineral doses",
        ),
        (
            "The Ward Dietitian’s Pocketbook. 1998. 2nd ed. Leeds: Leaf Press.",
            " | 1998 | The Ward Dietitian’s Pocketbook",
        ),
        (
            "The Ward Dietitian’s Pocketbook, 2nd ed. Leeds, U.K.: Leaf Press, 1998.",
            " | 1998 | The Ward Dietitian’s Pocketbook",
        ),
        (
            "“Salt Tax Passed.” 2018. Quiet Times, April 6, 2018.",
            " | 2018 | Salt Tax Passed",
        ),
    ]);
}

#[test]
fn what_may_be_a_name_is_no_title() {
    for reference in [
        // One person, or two of whom the first has one name.
        "Suryani, Kartika D. Tea and sleep. J Quiet. 2013;19(2):99-104.",
        "Park J hoon, Choi SY. Tea against vs. for sleep. J Quiet. 2013;19(2):99-104.",
        "1 Fish oil on the ward. J Quiet. 2004;82(12):784.",
        "National Quiet Tales, Iron lack in adults, NQT (2021). https://quiet.example/iron",
        "Salt Group. J Quiet. 2004;82(12):784.",
        // A series, a publisher: where the title ends is not known.
        "Kern N. (2005). Cod liver oil: a biography (Thistle House).",
        "Kern, N. 2005. Dates. Quiet Studies in Food. Leeds: Leaf Press.",
    ] {
        let gathered = references::read_text(reference);
        assert!(!gathered.unread.is_empty(), "{reference}: {gathered:?}");
    }
}

#[test]
fn notes_and_series_are_no_part_of_a_title() {
    all_read(&[
        (
            "Kern N, Abel O. Salt on the ward [letter; comment]. J Quiet. 2008;112(9):1301; author reply 1302.",
            "Kern, Abel | 2008 | Salt on the ward",
        ),
        (
            "Kern N. Salt at sea [retracted in: J Quiet. 2010;3:5]. J Quiet. 2008;1(2):11-9.",
            "Kern | 2008 | Salt at sea",
        ),
        (
            "Kern N. Salt at sea. [place unknown]: Self-published; 2003.",
            "Kern | 2003 | Salt at sea",
        ),
        (
            "Kern N. What is salt? [Internet]. Nairobi: Quiet Trust; [date unknown] [cited 2020 Feb 28]. Available from: https://quiet.example/salt",
            "Kern | - | What is salt?",
        ),
        (
            "Kern N, editor. Salt tales. Proceedings of the 5th Quiet Congress; 2001 Sep 13-15; Leeds, UK. Oslo: Leaf Press; 2002.",
            "Kern | 2002 | Salt tales",
        ),
        (
            "Quiet Office (1991) Dietary values. Report on Health and Quiet Subjects 41. London: Leaf Press.",
            "Quiet Office | 1991 | Dietary values",
        ),
        (
            "Kern, Nils. 2014. Dates. Vol. 2, The North. Leeds: Leaf Press.",
            "Kern | 2014 | Dates",
        ),
        (
            "Kern, Nils. 2014. “Tea, Coffee, and Quiet Towns.” Published ahead of print, March 14. Quiet Foods. https://doi.org/10.5555/t.1.",
            "Kern | 2014 | Tea, Coffee, and Quiet Towns",
        ),
        (
            "[21] N. Kern, “Thé en ville [Tea in towns],” J. Quiet, vol. 36, no. 2, pp. 91–98, 2011 (in French).",
            "Kern | 2011 | Thé en ville [Tea in towns]",
        ),
        (
            "Kern, N. (2014) ‘Te i byer’ [Tea in towns], Quiet Foods, 3(2), pp. 11–12.",
            "Kern | 2014 | Te i byer",
        ),
        (
            "Kern N. Correction to “Tea and towns.” J Quiet. 2020;12(3):288.",
            "Kern | 2020 | Correction to “Tea and towns”",
        ),
        (
            "Kern, Nils. 2020. “Correction to ‘Tea and Towns.’” J Quiet 12 (3): 288.",
            "Kern | 2020 | Correction to ‘Tea and Towns’",
        ),
        (
            "[18] N. Kern, May 3, 2014, “Pollen counts,” QuietData, doi: 10.5555/fd.1.",
            "Kern | 2014 | Pollen counts",
        ),
        (
            "(1) Kern, N. Cod Liver Oil: A Biography; Thistle House: Edinburgh, 2005.",
            "Kern | 2005 | Cod Liver Oil: A Biography",
        ),
        (
            "Suparman and Bo Hale. 2014. “Tea.” J Quiet 3 (2): 11–19.",
            "Suparman, Hale | 2014 | Tea",
        ),
        (
            "Kern, Nils. (1989) 2014. Tea and Towns. London: Leaf Press.",
            "Kern | 2014 | Tea and Towns",
        ),
        (
            "Kern, N. A., and F. Lopes da Silva. 2005. “Tea.” J Quiet 12 (3): 101–9.",
            "Kern, Lopes da Silva | 2005 | Tea",
        ),
    ]);
}

#[test]
fn a_line_that_hangs_below_belongs_to_its_reference() {
    let list = "Ward Council for Quiet. 2018. State of the Wards:\n    Breastfeeding in Crisis. Geneva: WCQ.\n\
                Kern, Nils, Ira\n    Stone, and Lise Weber. 2022. “Are Gummies Safe for Children?” Kitchen\n    Science, May 9, 2022. https://kitchen.example/gummies.\n\
                “Salt for Toddlers.” 2019. Tiny Ones. https://tiny.example/salt.\n\
                Abel, Otto. 2014. “Tea.” J Quiet 3 (2): 11–19. PMID:\n    90001111.";
    let gathered = references::read_text(list);
    let found: Vec<String> = gathered
        .records
        .iter()
        .map(|gained| told(&gained.record))
        .collect();
    assert_eq!(
        found,
        [
            "Ward Council for Quiet | 2018 | State of the Wards: Breastfeeding in Crisis",
            "Kern, Stone, Weber | 2022 | Are Gummies Safe for Children?",
            " | 2019 | Salt for Toddlers",
            "Abel | 2014 | Tea",
        ]
    );
    assert!(gathered.unread.is_empty(), "{:?}", gathered.unread);
}

#[test]
fn a_title_alone_stands_in_front_of_its_imprint() {
    all_read(&[
        (
            "*Bean Lore*. 1911. Madrid: Niño & Hijos.",
            " | 1911 | Bean Lore",
        ),
        (
            "A Bean Book for Nurses. 1911. Madrid: Sisters of St. Clare",
            " | 1911 | A Bean Book for Nurses",
        ),
        (
            "Beans for parents (2016) London: Leaf Press.",
            " | 2016 | Beans for parents",
        ),
        (
            "World Pulse Board. 2012. Beans: A Guide for Nurses.",
            "World Pulse Board | 2012 | Beans: A Guide for Nurses",
        ),
        (
            "*Beans for parents*. (2016). Bean Charity. https://beans.example/facts",
            " | 2016 | Beans for parents",
        ),
        (
            "Rest. (2014). In Quiet dictionary (11th ed.). Quiet Press.",
            " | 2014 | Rest",
        ),
        (
            "Beans for parents. (n.d.). In *Pulse encyclopedia*. Retrieved May 3, 2019, from https://pulse.example/beans",
            " | - | Beans for parents",
        ),
        (
            "Bean Sorting Machines–Dust Requirements, QSX Standard 1234, 2014.",
            " | 2014 | Bean Sorting Machines–Dust Requirements",
        ),
        (
            "Beans [Internet]. Madrid: Leaf Press; 2011 [cited 2012 May 3]. 23 p. Available from: https://beans.example",
            " | 2011 | Beans",
        ),
    ]);
    // Of two names in front of an imprint one is the title; which, nothing tells.
    let gathered = references::read_text("Bean Lore. 1911. Madrid: Niño & Hijos.");
    assert!(gathered.records.is_empty());
    assert_eq!(gathered.unread.len(), 1);
}

#[test]
fn a_dash_stands_for_the_authors_of_the_reference_before() {
    let text = "Ruiz, Pilar, and Bo Hale. 2012. “Beans.” *Pulses* 3 (1): 1–9.\n\n\
        ———. 2014. “Beans Revisited.” *Pulses* 5 (1): 1–9.\n\n\
        ———, eds. 2015. *Beans at Noon*. London: Leaf Press.\n";
    let gathered = references::read_text(text);
    let found: Vec<String> = gathered
        .records
        .iter()
        .map(|gained| told(&gained.record))
        .collect();
    assert_eq!(
        found,
        [
            "Ruiz, Hale | 2012 | Beans",
            "Ruiz, Hale | 2014 | Beans Revisited",
            "Ruiz, Hale | 2015 | Beans at Noon",
        ]
    );
    // Behind one that was not read, and with somebody else, nobody knows whom it means.
    for text in [
        "———. 2014. “Beans Revisited.” *Pulses* 5 (1): 1–9.",
        "Ruiz, Pilar. 2012. “Beans.” *Pulses* 3 (1): 1–9.\n\n———, and Lise Weber. 2014. “Beans Revisited.” *Pulses* 5 (1): 1–9.",
    ] {
        let gathered = references::read_text(text);
        assert_eq!(gathered.unread.len(), 1, "{text}");
    }
}

#[test]
fn theses_editions_and_translators_are_no_part_of_a_title() {
    all_read(&[
        (
            "Ruiz, P. (2019) Beans and sleep. MPhil thesis. University of Rest.",
            "Ruiz | 2019 | Beans and sleep",
        ),
        (
            "P. Ruiz, “Beans and sleep,” MRes thesis, Univ. Rest, Leeds, U.K., 2014.",
            "Ruiz | 2014 | Beans and sleep",
        ),
        (
            "Ruiz P, Hale B. Beans. A doctoral thesis revisited. Eur J Pulses. 2021;5(3):201.",
            "Ruiz, Hale | 2021 | Beans. A doctoral thesis revisited",
        ),
        (
            "Ruiz, P. (2019) Bean tables. Rev. 2nd edn. London: Leaf Press.",
            "Ruiz | 2019 | Bean tables",
        ),
        (
            "Ruiz P. Bean tables. Rev. and enl. 3rd ed. Madrid: Leaf Press; 2014.",
            "Ruiz | 2014 | Bean tables",
        ),
        (
            "Ruiz, P. (2014). *Beans and sleep: The updated and expanded edition*. Leaf Press.",
            "Ruiz | 2014 | Beans and sleep: The updated and expanded edition",
        ),
        (
            "Ruiz P, Hale B, translators. The book of beans. Leeds: Leaf Press; 2001.",
            "Ruiz, Hale | 2001 | The book of beans",
        ),
        (
            "P. Ruiz, The Book of Beans, B. Hale, Trans. London, U.K.: Leaf Press, 2014.",
            "Ruiz | 2014 | The Book of Beans",
        ),
        (
            "Ruiz P. Editors and their beans. Eur J Pulses. 2021;5(3):201.",
            "Ruiz | 2021 | Editors and their beans",
        ),
        (
            "Pulse Board. Bean intake, 2001-2020 [Internet]. Leeds: PB; 2021 [cited 2022 May 9]. Dataset. Available from: https://pulse.example",
            "Pulse Board | 2021 | Bean intake, 2001-2020",
        ),
    ]);
}

#[test]
fn names_with_small_words_and_letters_of_other_tongues() {
    all_read(&[
        (
            "dell'Orto G, de' Rossi P, ʻAkana D. Beans at noon. J Pulses. 2004;3:1-9.",
            "dell'Orto, de' Rossi, ʻAkana | 2004 | Beans at noon",
        ),
        (
            "Ruiz, Pilar, Juan Pérez y Gómez, and Piero de’ Rossi. 2012. “Beans.” *Pulses* 3 (1): 1–9.",
            "Ruiz, Pérez y Gómez, de’ Rossi | 2012 | Beans",
        ),
    ]);
}

#[test]
fn titles_that_end_in_a_mark_or_a_dotted_word_and_roman_pages() {
    all_read(&[
        (
            "Ruiz P. Who feeds the carers? J Home Care. 2011;3(4):v-viii.",
            "Ruiz | 2011 | Who feeds the carers?",
        ),
        (
            "Ruiz P, Hale B. Views of beans. Lessons from the U.S. Eur J Pulses. 2021;5(3):201.",
            "Ruiz, Hale | 2021 | Views of beans. Lessons from the U.S",
        ),
        (
            "Ruiz P. Scurvy in an I.C.U. Br J Ward Med. 2014;8(2):77-80.",
            "Ruiz | 2014 | Scurvy in an I.C.U",
        ),
        (
            "Ruiz P, Hale B. Beans and sleep. J Pulses. [in press].",
            "Ruiz, Hale | - | Beans and sleep",
        ),
        (
            "Ruiz P. [Beans]. [Article in Spanish]. Eur J Pulses. 2021;5(3):201.",
            "Ruiz | 2021 | [Beans]",
        ),
        (
            "Ruiz, P. and Hale, B. (2021) ‘Beans in 9 towns’. Version\n   1. PulseRxiv [Preprint]. Available at: https://doi.org/10.5555/pulse.9",
            "Ruiz, Hale | 2021 | Beans in 9 towns",
        ),
    ]);
    // A preface is named by the book that it stands in, or by its own name.
    let preface = "Ruiz, Pilar. 2012. Preface to *The Book of Beans*, by Bo Hale, ix–xii. London: Leaf Press.";
    assert_eq!(references::read_text(preface).unread.len(), 1);
}
