//! What unseen lists held and was read wrongly without a word: each kind is read, or named as not read.
//!
//! The works are made up.

use copydesk::references::{self, Author};

/// Authors, year and title.
#[track_caller]
fn reads(reference: &str, authors: &[&str], year: &str, title: &str) {
    let gathered = references::read_text(reference);
    let [gained] = gathered.records.as_slice() else {
        panic!("{reference}: {gathered:?}");
    };
    let record = &gained.record;
    let names: Vec<&str> = record.authors.iter().map(Author::family).collect();
    assert_eq!(names, authors, "{reference}");
    assert_eq!(record.year.as_deref(), Some(year), "{reference}");
    assert_eq!(record.title.as_deref(), Some(title), "{reference}");
}

#[test]
fn marks_that_a_copied_page_has_parted_are_read_as_in_print() {
    reads(
        "Kern, N. A., Stone, I. , Hale, P. W. and Brook, I. T., Naps in old age. Journal of Rest 52, 555-573 ( 2005 ).",
        &["Kern", "Stone", "Hale", "Brook"],
        "2005",
        "Naps in old age",
    );
    reads(
        "N. Kern and I. Stone, ``Naps in old age,'' J. Rest, vol. 12, no. 3, pp. 3-9, 2014.",
        &["Kern", "Stone"],
        "2014",
        "Naps in old age",
    );
}

#[test]
fn a_role_and_a_group_end_a_list_of_names() {
    reads(
        "Kern, N., Ed. (1994). Naps in old age. Quiet Press.",
        &["Kern"],
        "1994",
        "Naps in old age",
    );
    reads(
        "Kern, Nils and Rest and Light Study Group. 2013. “Naps in Old Age.” Quiet Rest 46: 3–9.",
        &["Kern", "Rest and Light Study Group"],
        "2013",
        "Naps in Old Age",
    );
    reads(
        "KERN, N. AND STONE, I. 1991. Naps in old age. Quiet Rest 46, 3–9.",
        &["KERN", "STONE"],
        "1991",
        "Naps in old age",
    );
    reads(
        "[4] Institute for Rest, Naps for young, old, and tired people. Berlin: Quiet Press, 2005.",
        &["Institute for Rest"],
        "2005",
        "Naps for young, old, and tired people",
    );
}

#[test]
fn a_volume_is_no_year_and_a_day_of_looking_is_none() {
    reads(
        "Kern N. Naps in old age. Biochim Quiet Acta 2000; 1502:95-109.",
        &["Kern"],
        "2000",
        "Naps in old age",
    );
    reads(
        "Kern, N.: Naps in old age. In: Quiet Rest 10 (2004), S. 192-195. URL: https://example.org/naps Abruf am: 17.03.2005",
        &["Kern"],
        "2004",
        "Naps in old age",
    );
    // A year that was not understood is no missing year.
    let odd = "Kern N, Stone I. Naps in old age. Quiet Site 2007 Town of Rest, Berlin. https://example.org/naps";
    let gathered = references::read_text(odd);
    assert!(!gathered.unread.is_empty(), "{gathered:?}");
}

#[test]
fn a_short_name_of_a_journal_is_not_cut_into_the_title() {
    reads(
        "Kern, N., Stone, I.: Naps in old age. Phytomed. Fict. 17(2), 94–99 (2010)",
        &["Kern", "Stone"],
        "2010",
        "Naps in old age",
    );
    reads(
        "N. Kern, I. Stone, Naps in old age. ACM Trans. Math. Softw., 20(2) 215-244, 1994.",
        &["Kern", "Stone"],
        "1994",
        "Naps in old age",
    );
    reads(
        "Kern, N., Stone, I., Naps in old age. Quiet and Lunar Rest, v. XXVII, pp. 153-154. 1996.",
        &["Kern", "Stone"],
        "1996",
        "Naps in old age",
    );
}

#[test]
fn who_translated_and_which_edition_is_no_title() {
    for behind in [
        ". Edited by Lise Weber",
        ". Trans. Bo Hale",
        " (translated by Bo Hale)",
        ". 1a ed",
        ". 2nd rev. version",
    ] {
        reads(
            &format!("Kern, Nils. A History of Naps{behind}. Berlin: Quiet Press, 2000."),
            &["Kern"],
            "2000",
            "A History of Naps",
        );
    }
    reads(
        "Quiet Board. 2014. Naps: A Guide. No. PH56. Quiet Press.",
        &["Quiet Board"],
        "2014",
        "Naps: A Guide",
    );
}

#[test]
fn what_can_be_read_in_two_ways_is_named() {
    for reference in [
        // Given names, written in full behind or before an initial.
        "Nils J. Kern. The Corporate Nap. Quiet Institute Report. Berlin: Quiet Press, 1962.",
        "Kern, N. Walter. What Does a Nap Hold? Views on Rest. Berlin: Quiet Press, 2010.",
        "Nils F. Kern, Rites of the Nap (Berlin: Quiet Press, 1990)",
        "Nils Kern, Quiet Rooms: Rest, Sleep and Work (Berlin: Quiet Press, 2007).",
        "Kern. Nils. Naps in verse, with notes. Berlin, 1984.",
        // A title that goes on behind a question, and one in which names, labels or a journal were left.
        "Kern, N. and Stone, I., 2014, Naps and work: what is the link? Evidence from the towns of the coast, Rest Transactions, Vol. 138, p. 17–27",
        "Kern N, Stone I. Does rest help? Yes. And no. Annals of Rest. 2005;58(4):635-6.",
        "Kern, T., Stone I., Hale, B., and Weber, G. Naps and Work. Edited by R. Brook. Berlin: Quiet Press, 1980.",
        "N. Kern, \"Naps in old age,\"Quiet Rev. Lett. 105 (2010) 252302.",
        "N. Kern, I. Stone, Naps in Perth, Australia. Geology, 24 (1996) 851-854.",
        "V. Kern. Naps. In Rest: Proceedings of the Quiet Workshop, Berlin, 1987. Reprinted in Readings in Rest, Quiet Press, 1990.",
        "Kern, Nils. Naps and Work. Quiet Series in Rest. Quiet Press, Inc, Berlin, 1983.",
        "Kern, Nils, Mein Leben, Ira Stone (ed.), 2 vols. (Bremen: Quiet Press, 1986).",
        "Nils Kern, Q.M. Stone, and Ira Hale. Naps in old age. Quiet Lett. 82, 3502 (2003).",
        "1. Naps. Quiet Medicines website. Updated June 4, 2020. Accessed March 1, 2021. https://example.com/naps",
    ] {
        let gathered = references::read_text(reference);
        assert!(!gathered.unread.is_empty(), "{reference}: {gathered:?}");
    }
}

#[test]
fn a_name_of_a_journal_with_a_place_in_it_is_no_sentence() {
    for journal in ["World J Rest", "Scand J Med Rest", "Saudi J Rest"] {
        reads(
            &format!("Kern N. Naps in old age. {journal}. 2014;12(3):3-9."),
            &["Kern"],
            "2014",
            "Naps in old age",
        );
    }
    reads(
        "Kern, N. (2018) How much rest?, Quiet Notes. Available at: https://example.net/rest (Accessed: 30 August 2019).",
        &["Kern"],
        "2018",
        "How much rest?",
    );
}
