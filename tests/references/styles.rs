//! References of all common styles, each by itself: authors, year, title, container, pages and publisher.
//!
//! The works are made up.

use copydesk::references::{self, Author, Record};

/// Kind, authors, year, title, container, pages and publisher.
fn told(record: &Record) -> String {
    let names: Vec<String> = record
        .authors
        .iter()
        .map(|author| match author {
            Author::Person { family, given } => {
                format!("{family}+{}", given.as_deref().unwrap_or_default())
            }
            Author::Organisation(name) => format!("<{name}>"),
        })
        .collect();
    let more = if record.et_al { "…" } else { "" };
    let parts = [
        &record.year,
        &record.title,
        &record.container,
        &record.pages,
        &record.publisher,
    ]
    .map(|part| part.as_deref().unwrap_or("-"));
    format!(
        "{:?}: {}{more} | {}",
        record.kind,
        names.join(", "),
        parts.join(" | ")
    )
}

#[track_caller]
fn all_read(table: &[(&str, &str)]) {
    let mut wrong = Vec::new();
    for (line, expected) in table {
        let gathered = references::read_text(line);
        let found: Vec<String> = gathered
            .records
            .iter()
            .map(|gained| told(&gained.record))
            .collect();
        if found != [*expected] || !gathered.unread.is_empty() {
            wrong.push(format!("{line}\n  right {expected}\n  found {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A whole list at once, without blank lines between: each line is what it is by itself.
#[track_caller]
fn all_read_as_a_list(table: &[(&str, &str)]) {
    let list: Vec<&str> = table.iter().map(|(line, _)| *line).collect();
    let gathered = references::read_text(&list.join("\n"));
    let found: Vec<String> = gathered
        .records
        .iter()
        .map(|gained| told(&gained.record))
        .collect();
    let expected: Vec<&str> = table.iter().map(|(_, told)| *told).collect();
    assert_eq!(found, expected);
    assert!(gathered.unread.is_empty(), "{:?}", gathered.unread);
}

/// Vancouver, ICMJE and AMA.
const VANCOUVER: &[(&str, &str)] = &[
    (
        "Smith J, Doe A. Walking and sleep. J Made Up. 2014;12(3):101-9.",
        "Article: Smith+J, Doe+A | 2014 | Walking and sleep | J Made Up | 101-9 | -",
    ),
    (
        "World Health Organization. Guideline on iron. Geneva: WHO; 2011.",
        "Report: <World Health Organization> | 2011 | Guideline on iron | - | - | WHO",
    ),
    (
        "Berg O, Cole C. Iron in tea. J Tea. 2015;1(2):3-4.",
        "Article: Berg+O, Cole+C | 2015 | Iron in tea | J Tea | 3-4 | -",
    ),
    (
        "Kern N. Walking and sleep in the hills. 3rd ed. Berlin: Quiet Press; 2011.",
        "Book: Kern+N | 2011 | Walking and sleep in the hills | - | - | Quiet Press",
    ),
    (
        "Kern N, Stone I. Naps at work. In: Weber L, Hale N, editors. Handbook of rest. 2nd ed. Berlin: Quiet Press; 2011. p. 33-49.",
        "Chapter: Kern+N, Stone+I | 2011 | Naps at work | Handbook of rest | 33-49 | Quiet Press",
    ),
    (
        "Quiet Board. Sleep in towns [Internet]. Geneva: Quiet Board; 2014 [updated 2015 Mar 3; cited 2020 Feb 3]. Available from: https://quiet.example/towns",
        "Webpage: <Quiet Board> | 2014 | Sleep in towns | - | - | Quiet Board",
    ),
    (
        "Hale N. Naps in nurses [dissertation]. Berlin: University of Rest; 2012.",
        "Thesis: Hale+N | 2012 | Naps in nurses | - | - | University of Rest",
    ),
    (
        "Stone I, Kern N, van der Meer A, et al. Iron and rest: a trial. J Rest [Internet]. 2014 Mar 3 [cited 2020 Feb 3];12(3):[about 5 p.]. Available from: https://rest.example/12",
        "Article: Stone+I, Kern+N, van der Meer+A… | 2014 | Iron and rest: a trial | J Rest | - | -",
    ),
    (
        "Hale N, Brook TJ Jr. Naps. J Rest. 2014 Jan-Feb;12 Suppl 1:S3-9.",
        "Article: Hale+N, Brook+TJ Jr | 2014 | Naps | J Rest | S3-9 | -",
    ),
    (
        "Hale N. Naps. J Rest. Forthcoming 2021.",
        "Article: Hale+N | 2021 | Naps | J Rest | - | -",
    ),
    (
        "Hale N. Naps. J Rest. In press.",
        "Article: Hale+N | - | Naps | J Rest | - | -",
    ),
    (
        "Brook TJ, Kern N. Quiet rooms. In: Stone I, editor. Proceedings of the 3rd Quiet Congress; 2014 Mar 3-5; Berlin, Germany. Vienna: Quiet Press; 2015. p. 3-9.",
        "Conference: Brook+TJ, Kern+N | 2015 | Quiet rooms | Proceedings of the 3rd Quiet Congress | 3-9 | Quiet Press",
    ),
    (
        "Brook TJ. Quiet rooms: a preprint [Preprint]. medRxiv. 2021 [cited 2021 Feb 3]. Available from: https://doi.org/10.5555/2021.01.01.1234",
        "Preprint: Brook+TJ | 2021 | Quiet rooms: a preprint | medRxiv | - | -",
    ),
    (
        "Weber L, editor. Handbook of quiet. Berlin: Quiet Press; 2011.",
        "Book: Weber+L | 2011 | Handbook of quiet | - | - | Quiet Press",
    ),
    (
        "Kern N. Chapter on naps. In: Weber L, ed. Handbook of quiet. 3rd ed. Quiet Press; 2014:3-9.",
        "Chapter: Kern+N | 2014 | Chapter on naps | Handbook of quiet | 3-9 | Quiet Press",
    ),
    (
        "Kern N. Walking and sleep. Quiet Press; 2014.",
        "Book: Kern+N | 2014 | Walking and sleep | - | - | Quiet Press",
    ),
    (
        "Abbott RJ, Nilsson-Ek P, De Luca F, Okafor CN, Tanaka Y, Müller H, et al. Effect of evening light on rest in shift workers: a randomised, double-blind, placebo-controlled trial. Lancet Rest. 2018 Apr 14;391(10129):1482-92.",
        "Article: Abbott+RJ, Nilsson-Ek+P, De Luca+F, Okafor+CN, Tanaka+Y, Müller+H… | 2018 | Effect of evening light on rest in shift workers: a randomised, double-blind, placebo-controlled trial | Lancet Rest | 1482-92 | -",
    ),
    (
        "Okafor CN. Resting in the heat [master's thesis]. Lagos: University of Quiet; 2016. 88 p.",
        "Thesis: Okafor+CN | 2016 | Resting in the heat | - | - | University of Quiet",
    ),
    (
        "Ministry of Quiet (NZ). National rest survey 2018: summary report. Wellington: Ministry of Quiet; 2019. Report No.: 12.",
        "Report: <Ministry of Quiet (NZ)> | 2019 | National rest survey 2018: summary report | - | - | Ministry of Quiet",
    ),
    (
        "Tanaka Y, Sato K, editors. Rest and ageing. 2nd ed. Vol. 3. Tokyo: Quiet House; 2009. 412 p.",
        "Book: Tanaka+Y, Sato+K | 2009 | Rest and ageing | - | - | Quiet House",
    ),
    (
        "Müller H, Weiß K. Schlaf im Alter. Z Ruhe. 2011;54(7):812-8. German.",
        "Article: Müller+H, Weiß+K | 2011 | Schlaf im Alter | Z Ruhe | 812-8 | -",
    ),
    (
        "Quiet Research Group, Abbott RJ, De Luca F. Rest in pregnancy. Br J Rest. 2007;94(6):701-9.",
        "Article: <Quiet Research Group>, Abbott+RJ, De Luca+F | 2007 | Rest in pregnancy | Br J Rest | 701-9 | -",
    ),
    (
        "Quiet Trial Investigators. Long rest, short rest. N Engl J Rest. 2015;372(9):803-13.",
        "Article: <Quiet Trial Investigators> | 2015 | Long rest, short rest | N Engl J Rest | 803-13 | -",
    ),
    (
        "De Luca F. Rest. In: Wikiquiet [Internet]. San Francisco: Quiet Foundation; [cited 2021 Mar 4]. Available from: https://quiet.example/wiki/Rest",
        "Chapter: De Luca+F | - | Rest | Wikiquiet | - | Quiet Foundation",
    ),
    (
        "Sato K. Rest after surgery. Int J Rest. Epub 2020 May 4. doi:10.5555/ijr.2020.7",
        "Article: Sato+K | 2020 | Rest after surgery | Int J Rest | - | -",
    ),
    (
        "Sato K. Rest after surgery. Int J Rest. 2020;S0001-2345(20)30123-4. doi:10.5555/ijr.2020.8. Online ahead of print.",
        "Article: Sato+K | 2020 | Rest after surgery | Int J Rest | - | -",
    ),
    (
        "Abbott RJ. Rest: what is it good for? BMJ. 2014;348:g1234.",
        "Article: Abbott+RJ | 2014 | Rest: what is it good for? | BMJ | g1234 | -",
    ),
    (
        "Abbott R. J., De Luca F. Rest at sea. Marine Rest. 2013; 5(2): 11–19.",
        "Article: Abbott+R. J., De Luca+F. | 2013 | Rest at sea | Marine Rest | 11–19 | -",
    ),
    (
        "Okafor C, Sato K: Rest in schools. J School Rest 2010, 12:34.",
        "Article: Okafor+C, Sato+K | 2010 | Rest in schools | J School Rest | 34 | -",
    ),
    (
        "Okafor C, Sato K. Rest in schools. Journal of School Rest. 2010 Oct;12(Pt 2):e34-e40.",
        "Article: Okafor+C, Sato+K | 2010 | Rest in schools | Journal of School Rest | e34-e40 | -",
    ),
    (
        "Weber L, Kern N. Rest for all. Quiet J Med. 2019;7:2050312119876543. PMID: 90000011; PMCID: PMC9000011.",
        "Article: Weber+L, Kern+N | 2019 | Rest for all | Quiet J Med | 2050312119876543 | -",
    ),
    (
        "Weber L. Ruhe. 4. Aufl. Berlin: Ruhe Verlag; 2003.",
        "Book: Weber+L | 2003 | Ruhe | - | - | Ruhe Verlag",
    ),
    (
        "Food and Rest Administration. Guidance for industry: rest claims. Silver Spring (MD): FRA; 2016 Jan. 24 p.",
        "Report: <Food and Rest Administration> | 2016 | Guidance for industry: rest claims | - | - | FRA",
    ),
    (
        "Kern N, Weber L. Rest in COVID-19: a cohort. medRxiv 90000012 [Preprint]. 2020 Jun 3 [cited 2020 Jul 1]: [12 p.]. Available from: https://doi.org/10.5555/2020.06.03.1",
        "Preprint: Kern+N, Weber+L | 2020 | Rest in COVID-19: a cohort | medRxiv | - | -",
    ),
    (
        "World Quiet Organization. WQO model list of rests: 22nd list (2021). Geneva: World Quiet Organization; 2021. Licence: CC BY-NC-SA 3.0 IGO.",
        "Report: <World Quiet Organization> | 2021 | WQO model list of rests: 22nd list (2021) | - | - | World Quiet Organization",
    ),
    (
        "International Committee of Rest Editors. Recommendations for the conduct of rest [Internet]. Quiet: ICRE; c2019 [updated 2019 Dec; cited 2020 Jan 9]. Available from: http://www.icre.example/",
        "Webpage: <International Committee of Rest Editors> | 2019 | Recommendations for the conduct of rest | - | - | ICRE",
    ),
    (
        "Hale NB 3rd, O'Neill-Smyth PQ, von der Heide K. Some rest. Rest Q. 1998 Winter;4(1 Suppl 2):S1-S4.",
        "Article: Hale+NB 3rd, O'Neill-Smyth+PQ, von der Heide+K | 1998 | Some rest | Rest Q | S1-S4 | -",
    ),
    (
        "Holmqvist E, Barreto-Souza L, Nakagawa T. Magnesium citrate versus magnesium oxide for nocturnal leg cramps: a crossover trial. Ann Fict Med. 2019;171(4):233-41. doi:10.5555/afm.2019.171.4.233",
        "Article: Holmqvist+E, Barreto-Souza+L, Nakagawa+T | 2019 | Magnesium citrate versus magnesium oxide for nocturnal leg cramps: a crossover trial | Ann Fict Med | 233-41 | -",
    ),
    (
        r#"Adeyemi FO, Van den Broeck W, Ó Súilleabháin D. "Brain fog" after infection: what do patients mean? BMJ Fict. 2022 Nov 3;379:e071234."#,
        r#"Article: Adeyemi+FO, Van den Broeck+W, Ó Súilleabháin+D | 2022 | "Brain fog" after infection: what do patients mean? | BMJ Fict | e071234 | -"#,
    ),
    (
        "Castellanos-Ruiz MJ. Iron deficiency without anaemia. In: Thorne GH, Petrakis AN, editors. Fictional handbook of haematology. 4th ed. Edinburgh: Imaginary Academic Press; 2018. p. 112-39.",
        "Chapter: Castellanos-Ruiz+MJ | 2018 | Iron deficiency without anaemia | Fictional handbook of haematology | 112-39 | Imaginary Academic Press",
    ),
    (
        "Health Fictions Agency. Vitamin D and bone health: guidance for commissioners. London: HFA; 2020.",
        "Report: <Health Fictions Agency> | 2020 | Vitamin D and bone health: guidance for commissioners | - | - | HFA",
    ),
    (
        "National Committee on Imaginary Nutrition. Dietary reference values for selenium. 2nd rev. ed. Stockholm: NCIN; 2015. 214 p.",
        "Report: <National Committee on Imaginary Nutrition> | 2015 | Dietary reference values for selenium | - | - | NCIN",
    ),
    (
        "Zhang W, Li H, Wang L, Chen X, Liu Y, Zhao Q, et al. Zinc lozenges for the common cold: an individual patient data meta-analysis. Open Fict Infect Dis. 2017;4(2):ofx059. PMID: 90001234.",
        "Article: Zhang+W, Li+H, Wang+L, Chen+X, Liu+Y, Zhao+Q… | 2017 | Zinc lozenges for the common cold: an individual patient data meta-analysis | Open Fict Infect Dis | ofx059 | -",
    ),
    (
        "Papadopoulos K. Caffeine metabolism in habitual coffee drinkers [dissertation]. Athens: University of Imaginary Sciences; 2013.",
        "Thesis: Papadopoulos+K | 2013 | Caffeine metabolism in habitual coffee drinkers | - | - | University of Imaginary Sciences",
    ),
    (
        "Ferreira da Costa JP, do Nascimento AB. Efeito do ômega-3 na memória: revisão sistemática. Rev Bras Fict Nutr. 2016;29(1):77-86. Portuguese.",
        "Article: Ferreira da Costa+JP, do Nascimento+AB | 2016 | Efeito do ômega-3 na memória: revisão sistemática | Rev Bras Fict Nutr | 77-86 | -",
    ),
    (
        "Fictional Diabetes Prevention Research Group. Ten-year follow-up of walking. Lancet Fict. 2009 Nov 14;374(9702):1677-86.",
        "Article: <Fictional Diabetes Prevention Research Group> | 2009 | Ten-year follow-up of walking | Lancet Fict | 1677-86 | -",
    ),
    (
        "Brennan R. Sleep hygiene for shift workers [Internet]. Dublin: Imaginary Health Service; 2021 Jun 4 [cited 2022 Jan 15]. Available from: https://ihs.example/sleep-shift",
        "Webpage: Brennan+R | 2021 | Sleep hygiene for shift workers | - | - | Imaginary Health Service",
    ),
    (
        "Olawale T, Singh-Kaur P. Probiotics and mood. J Fict Psychiatry. In press 2023.",
        "Article: Olawale+T, Singh-Kaur+P | 2023 | Probiotics and mood | J Fict Psychiatry | - | -",
    ),
    (
        "Kowalczyk M, Wiśniewska-Nowak A. Turmeric. J Imag Herb. 2014;20 Suppl 3:S45-52.",
        "Article: Kowalczyk+M, Wiśniewska-Nowak+A | 2014 | Turmeric | J Imag Herb | S45-52 | -",
    ),
    (
        "Thorne GH, editor. Fictional handbook of haematology. 4th ed. Edinburgh: Imaginary Academic Press; 2018.",
        "Book: Thorne+GH | 2018 | Fictional handbook of haematology | - | - | Imaginary Academic Press",
    ),
    (
        "McAllister D, O'Hara-Quinn S, St Clair J. Cold-water swimming and mental health: a qualitative study. Int J Fict Environ Res Public Health. 2021;18(22):12006.",
        "Article: McAllister+D, O'Hara-Quinn+S, St Clair+J | 2021 | Cold-water swimming and mental health: a qualitative study | Int J Fict Environ Res Public Health | 12006 | -",
    ),
    (
        "Chen X. B vitamins and homocysteine lowering in 5,522 patients: HOPE-F 2. N Engl J Fict. 2006;354(15):1567–77.",
        "Article: Chen+X | 2006 | B vitamins and homocysteine lowering in 5,522 patients: HOPE-F 2 | N Engl J Fict | 1567–77 | -",
    ),
    (
        "Cochrane Imaginary Group, Holmqvist E. Melatonin for jet lag. Cochrane Database Fict Rev. 2002;(2):CD001520.",
        "Article: <Cochrane Imaginary Group>, Holmqvist+E | 2002 | Melatonin for jet lag | Cochrane Database Fict Rev | CD001520 | -",
    ),
    (
        "Le TH, Ng CW, Oh SJ, et al; FICT-1 Investigators. Ginger for nausea. JAMA Fict. 2018;320(7):657-668. doi:10.5555/jamaf.2018.1",
        "Article: Le+TH, Ng+CW, Oh+SJ, <FICT-1 Investigators>… | 2018 | Ginger for nausea | JAMA Fict | 657-668 | -",
    ),
    (
        "Wilson A, Taylor B, for the IMAG Study Group. Aspirin in healthy elderly people. N Engl J Fict. 2018;379(16):1509-1518.",
        "Article: Wilson+A, Taylor+B, <the IMAG Study Group> | 2018 | Aspirin in healthy elderly people | N Engl J Fict | 1509-1518 | -",
    ),
    (
        "Centers for Imaginary Disease Control. Salt and blood pressure. Centers for Imaginary Disease Control website. Updated May 5, 2021. Accessed June 1, 2022. https://cidc.example/salt",
        "Webpage: <Centers for Imaginary Disease Control> | 2021 | Salt and blood pressure | Centers for Imaginary Disease Control website | - | -",
    ),
    (
        "Guyton-Fict AC, Hall-Imag JE. Textbook of Imaginary Physiology. 11th ed. Elsewhere Saunders; 2006.",
        "Book: Guyton-Fict+AC, Hall-Imag+JE | 2006 | Textbook of Imaginary Physiology | - | - | Elsewhere Saunders",
    ),
    (
        "Barnes PM, Bloom-Fict B, Nahin R. Complementary medicine use among adults and children. Natl Health Stat Fict Report. 2008 Dec 10;(12):1-23.",
        "Article: Barnes+PM, Bloom-Fict+B, Nahin+R | 2008 | Complementary medicine use among adults and children | Natl Health Stat Fict Report | 1-23 | -",
    ),
];

#[test]
fn vancouver() {
    all_read(VANCOUVER);
    all_read_as_a_list(VANCOUVER);
}

/// APA, sixth and seventh edition.
const APA: &[(&str, &str)] = &[
    (
        "Smith, J. (2014). Walking and sleep. Journal of Made Up, 12(3), 101–109.",
        "Article: Smith+J. | 2014 | Walking and sleep | Journal of Made Up | 101–109 | -",
    ),
    (
        "Berg, O. (in press). Iron in tea. Journal of Tea.",
        "Article: Berg+O. | - | Iron in tea | Journal of Tea | - | -",
    ),
    (
        "Moss, P. (2016). Zinc in colds. Journal of Colds, 5(1), 7-8. https://doi.org/10.5555/zinc",
        "Article: Moss+P. | 2016 | Zinc in colds | Journal of Colds | 7-8 | -",
    ),
    (
        "Weber, L. (Ed.). (2011). Handbook of quiet (2nd ed.). Quiet Press.",
        "Book: Weber+L. | 2011 | Handbook of quiet | - | - | Quiet Press",
    ),
    (
        "Kern, N., & Stone, I. (2012). Naps at work. In L. Weber & N. Hale (Eds.), Handbook of rest (2nd ed., pp. 33–49). Quiet Press.",
        "Chapter: Kern+N., Stone+I. | 2012 | Naps at work | Handbook of rest | 33–49 | Quiet Press",
    ),
    (
        "Kern, N. (2012). Walking and sleep. Berlin, Germany: Quiet Press.",
        "Book: Kern+N. | 2012 | Walking and sleep | - | - | Quiet Press",
    ),
    (
        "Kern, N. (n.d.). Sleep in towns. Quiet Board. Retrieved March 3, 2020, from https://quiet.example/towns",
        "Webpage: Kern+N. | - | Sleep in towns | Quiet Board | - | -",
    ),
    (
        "World Quiet Board. (2014, March 3). Sleep in towns. https://quiet.example/towns",
        "Webpage: <World Quiet Board> | 2014 | Sleep in towns | - | - | -",
    ),
    (
        "World Quiet Board. (2014). Sleep in towns (Report No. 12). https://quiet.example/towns",
        "Report: <World Quiet Board> | 2014 | Sleep in towns | - | - | -",
    ),
    (
        "Hale, N. (2012). Naps in nurses (Publication No. 1234) [Doctoral dissertation, University of Rest]. Rest Theses.",
        "Thesis: Hale+N. | 2012 | Naps in nurses | - | - | University of Rest",
    ),
    (
        "Hale, N. (2012). Naps in nurses (Unpublished doctoral dissertation). University of Rest, Berlin.",
        "Thesis: Hale+N. | 2012 | Naps in nurses | - | - | University of Rest, Berlin",
    ),
    (
        "Hale, N., Brook, T. J., Jr., Kern, N., . . . Stone, I. (2014). Naps: What is known? Journal of Rest, 12(3), Article 45. https://doi.org/10.5555/rest.45",
        "Article: Hale+N., Brook+T. J. Jr, Kern+N., Stone+I. | 2014 | Naps: What is known? | Journal of Rest | 45 | -",
    ),
    (
        "O'Tarrant, S.-J., & de la Cruz, M. P. (2020, June 3–5). Quiet rooms [Conference session]. Quiet Congress, Berlin, Germany.",
        "Conference: O'Tarrant+S.-J., de la Cruz+M. P. | 2020 | Quiet rooms | Quiet Congress, Berlin, Germany | - | -",
    ),
    (
        "al-Rahman, A., García-Prado, M., & Ortega y Gasset, J. (in press). Quiet rooms. Journal of Rest.",
        "Article: al-Rahman+A., García-Prado+M., Ortega y Gasset+J. | - | Quiet rooms | Journal of Rest | - | -",
    ),
    (
        "Abbott, R. J., Nilsson-Ek, P., De Luca, F., & Okafor, C. N. (2018). Effect of evening light on rest: A randomised trial. The Lancet Rest, 391(10129), 1482–1492. https://doi.org/10.5555/lr.1",
        "Article: Abbott+R. J., Nilsson-Ek+P., De Luca+F., Okafor+C. N. | 2018 | Effect of evening light on rest: A randomised trial | The Lancet Rest | 1482–1492 | -",
    ),
    (
        "Ministry of Quiet. (2019). National rest survey 2018: Summary report (MoQ Publication No. 12-34). New Quiet Government. https://moq.example/report.pdf",
        "Report: <Ministry of Quiet> | 2019 | National rest survey 2018: Summary report | - | - | New Quiet Government",
    ),
    (
        "Tanaka, Y., & Sato, K. (Eds.). (2009). Rest and ageing (2nd ed., Vol. 3). Quiet House.",
        "Book: Tanaka+Y., Sato+K. | 2009 | Rest and ageing | - | - | Quiet House",
    ),
    (
        "Müller, H. (2011, July 4). Why we rest. The Quiet Times. https://times.example/why",
        "Webpage: Müller+H. | 2011 | Why we rest | The Quiet Times | - | -",
    ),
    (
        "Sato, K. [@satorest]. (2020, May 4). Resting is good [Tweet]. Twitter. https://twitter.example/1",
        "Webpage: Sato+K. | 2020 | Resting is good [Tweet] | Twitter | - | -",
    ),
    (
        "Sato, K. (2020). Rest after surgery [Unpublished manuscript]. Department of Rest, University of Quiet.",
        "Article: Sato+K. | 2020 | Rest after surgery | Department of Rest, University of Quiet | - | -",
    ),
    (
        "Sato, K. (2020). Rest after surgery (Version 2.1) [Computer software]. Quiet Soft. https://quiet.example/soft",
        "Webpage: Sato+K. | 2020 | Rest after surgery | Quiet Soft | - | -",
    ),
    (
        "Sato, K. (in press). Rest after surgery: Part 2. International Journal of Rest.",
        "Article: Sato+K. | - | Rest after surgery: Part 2 | International Journal of Rest | - | -",
    ),
    (
        "Sato, K. (2021). Rest after surgery. International Journal of Rest. Advance online publication. https://doi.org/10.5555/ijr.9",
        "Article: Sato+K. | 2021 | Rest after surgery | International Journal of Rest | - | -",
    ),
    (
        "Kern, N. (2017). Rest. In Encyclopedia of quiet (pp. 12–15). Quiet Press.",
        "Chapter: Kern+N. | 2017 | Rest | Encyclopedia of quiet | 12–15 | Quiet Press",
    ),
    (
        "Kern, N. (2017). Rest in hills. In L. Weber (Ed.), Encyclopedia of quiet: Vol. 2. Hills (3rd ed., pp. 12–15). Quiet Press. https://doi.org/10.5555/enc.2",
        "Chapter: Kern+N. | 2017 | Rest in hills | Encyclopedia of quiet: Vol. 2 | 12–15 | Quiet Press",
    ),
    (
        "Kern, N., Weber, L., Stone, I., Hale, N., Berg, O., Cole, C., Moss, P., Doe, A., Smith, J., Brook, T., Ford, C., Gray, D., Old, A., Aalto, M., Abel, O., Carver, B., Ross, B., Quill, D., Park, E., … Zorn, F. (2015). Many authors. Journal of Crowds, 3(1), e12.",
        "Article: Kern+N., Weber+L., Stone+I., Hale+N., Berg+O., Cole+C., Moss+P., Doe+A., Smith+J., Brook+T., Ford+C., Gray+D., Old+A., Aalto+M., Abel+O., Carver+B., Ross+B., Quill+D., Park+E., Zorn+F.… | 2015 | Many authors | Journal of Crowds | e12 | -",
    ),
    (
        "American Quiet Association. (n.d.). Resting tips. Retrieved from https://aqa.example/tips",
        "Webpage: <American Quiet Association> | - | Resting tips | - | - | -",
    ),
    (
        "Kern, N. (2011). Rest theory (Doctoral dissertation). Retrieved from Quiet Dissertations. (Order No. 123456)",
        "Thesis: Kern+N. | 2011 | Rest theory | - | - | -",
    ),
    (
        "Kern, N. (2011). Rest theory (Doctoral dissertation, University of Quiet). Available from Quiet Dissertations database. (UMI No. 123456)",
        "Thesis: Kern+N. | 2011 | Rest theory | - | - | University of Quiet",
    ),
    (
        "Kern, N. (2014, August). Rest rooms. Paper presented at the meeting of the Quiet Society, Berlin, Germany.",
        "Conference: Kern+N. | 2014 | Rest rooms | Quiet Society, Berlin, Germany | - | -",
    ),
    (
        "Kern, N. (2014). Rest rooms. In Proceedings of the 5th Quiet Congress (pp. 1–9). Quiet Press.",
        "Conference: Kern+N. | 2014 | Rest rooms | Proceedings of the 5th Quiet Congress | 1–9 | Quiet Press",
    ),
    (
        "U.S. Department of Quiet, National Rest Institute. (2003). Managing rest: A guide (QRI Publication No. 02-2650). Retrieved from http://www.qri.example/guide.pdf",
        "Report: <U.S. Department of Quiet, National Rest Institute> | 2003 | Managing rest: A guide | - | - | -",
    ),
    (
        "Weber, L. (1900/1953). The meaning of rest (J. Strachey, Trans.). Quiet Press. (Original work published 1900)",
        "Book: Weber+L. | 1900 | The meaning of rest | - | - | Quiet Press",
    ),
    (
        "Piaget-Rest, J. (1969). The rest of the child (2nd ed.). New York, NY: Basic Quiet.",
        "Book: Piaget-Rest+J. | 1969 | The rest of the child | - | - | Basic Quiet",
    ),
    (
        "Nguyen, T. T. H., & van 't Hoff, R. (2016). Does “quiet” help? Journal of Rest, 4, 1–9.",
        "Article: Nguyen+T. T. H., van 't Hoff+R. | 2016 | Does “quiet” help? | Journal of Rest | 1–9 | -",
    ),
    (
        "Nguyen, T. (2020). Rest (2nd ed.): A history. Quiet Press.",
        "Book: Nguyen+T. | 2020 | Rest (2nd ed.): A history | - | - | Quiet Press",
    ),
    (
        "Lee, S., Park, J.-H., & Kim, M.-S. (2013). Association between rest and iron (Fe): Results of the KOR (2010–2012) study. Nutrition & Rest, 12(Suppl. 1), S12–S19.",
        "Article: Lee+S., Park+J.-H., Kim+M.-S. | 2013 | Association between rest and iron (Fe): Results of the KOR (2010–2012) study | Nutrition & Rest | S12–S19 | -",
    ),
    (
        "Lindqvist, Å., Østergaard, Ø., & Þórsson, J. (2009a). Rest up north. Nordic Rest, 1(1-2), 1-20.",
        "Article: Lindqvist+Å., Østergaard+Ø., Þórsson+J. | 2009a | Rest up north | Nordic Rest | 1-20 | -",
    ),
    (
        "Quiet Collaboration & Kern, N. (2012). Rest again. Journal of Rest, 9(4), 1–3.",
        "Article: <Quiet Collaboration>, Kern+N. | 2012 | Rest again | Journal of Rest | 1–3 | -",
    ),
    (
        "Holmqvist, E., Barreto-Souza, L., & Nakagawa, T. (2019). Magnesium citrate versus magnesium oxide for nocturnal leg cramps: A crossover trial. Annals of Fictional Medicine, 171(4), 233–241. https://doi.org/10.5555/afm.2019.171.4.233",
        "Article: Holmqvist+E., Barreto-Souza+L., Nakagawa+T. | 2019 | Magnesium citrate versus magnesium oxide for nocturnal leg cramps: A crossover trial | Annals of Fictional Medicine | 233–241 | -",
    ),
    (
        "Adeyemi, F. O., Van den Broeck, W., & Ó Súilleabháin, D. (2022). “Brain fog” after infection: What do patients mean? BMJ Fiction, 379, Article e071234. https://doi.org/10.5555/bmjf.1",
        "Article: Adeyemi+F. O., Van den Broeck+W., Ó Súilleabháin+D. | 2022 | “Brain fog” after infection: What do patients mean? | BMJ Fiction | e071234 | -",
    ),
    (
        "Castellanos-Ruiz, M. J. (2018). Iron deficiency without anaemia. In G. H. Thorne & A. N. Petrakis (Eds.), Fictional handbook of haematology (4th ed., pp. 112–139). Imaginary Academic Press.",
        "Chapter: Castellanos-Ruiz+M. J. | 2018 | Iron deficiency without anaemia | Fictional handbook of haematology | 112–139 | Imaginary Academic Press",
    ),
    (
        "Health Fictions Agency. (2020, September 23). Vitamin D and bone health: Guidance for commissioners. https://hfa.example/vitd",
        "Webpage: <Health Fictions Agency> | 2020 | Vitamin D and bone health: Guidance for commissioners | - | - | -",
    ),
    (
        "World Imaginary Health Organization. (2012). Guideline: Daily iron and folic acid supplementation in pregnant women. https://apps.wiho.example/iris/handle/10665/77770",
        "Webpage: <World Imaginary Health Organization> | 2012 | Guideline: Daily iron and folic acid supplementation in pregnant women | - | - | -",
    ),
    (
        "Papadopoulos, K. (2013). Caffeine metabolism in habitual coffee drinkers [Doctoral dissertation, University of Imaginary Sciences]. ImagQuest Dissertations and Theses Global.",
        "Thesis: Papadopoulos+K. | 2013 | Caffeine metabolism in habitual coffee drinkers | ImagQuest Dissertations and Theses Global | - | University of Imaginary Sciences",
    ),
    (
        "Brennan, R. (2021, June 4). Sleep hygiene for shift workers. Imaginary Health Service. https://ihs.example/sleep-shift",
        "Webpage: Brennan+R. | 2021 | Sleep hygiene for shift workers | Imaginary Health Service | - | -",
    ),
    (
        "Brennan, R. (2021, June 4). Sleep hygiene for shift workers. Imaginary Health Service. Retrieved January 15, 2022, from https://ihs.example/sleep-shift",
        "Webpage: Brennan+R. | 2021 | Sleep hygiene for shift workers | Imaginary Health Service | - | -",
    ),
    (
        "Thorne, G. H. (2018). Blood: A very short fiction (2nd ed.). Imaginary Academic Press. https://doi.org/10.5555/blood",
        "Book: Thorne+G. H. | 2018 | Blood: A very short fiction | - | - | Imaginary Academic Press",
    ),
    (
        "Thorne, G. H., & Petrakis, A. N. (Eds.). (2018). Fictional handbook of haematology (4th ed.). Imaginary Academic Press.",
        "Book: Thorne+G. H., Petrakis+A. N. | 2018 | Fictional handbook of haematology | - | - | Imaginary Academic Press",
    ),
    (
        "Olawale, T., & Singh-Kaur, P. (in press). Probiotics and mood. Journal of Fictional Psychiatry.",
        "Article: Olawale+T., Singh-Kaur+P. | - | Probiotics and mood | Journal of Fictional Psychiatry | - | -",
    ),
    (
        "Kim, S., Lee, J., & Park, H. (2020). Ginseng and fatigue [Preprint]. medRxiv. https://doi.org/10.5555/2020.05.05.20091234",
        "Preprint: Kim+S., Lee+J., Park+H. | 2020 | Ginseng and fatigue | medRxiv | - | -",
    ),
    (
        "Nakamura, Y. (2015, May 28–30). Green tea and cognition [Poster presentation]. 12th Imaginary Congress of Nutrition, Kyoto, Japan.",
        "Conference: Nakamura+Y. | 2015 | Green tea and cognition | 12th Imaginary Congress of Nutrition, Kyoto, Japan | - | -",
    ),
    (
        "Imaginary Institute of Medicine. (2011). Dietary reference intakes for calcium and vitamin D. National Fictions Press.",
        "Report: <Imaginary Institute of Medicine> | 2011 | Dietary reference intakes for calcium and vitamin D | - | - | National Fictions Press",
    ),
    (
        "National Institute for Imaginary Excellence. (2014). Vitamin D: Supplement use in specific population groups (Public health guideline PH56). https://niie.example/ph56",
        "Webpage: <National Institute for Imaginary Excellence> | 2014 | Vitamin D: Supplement use in specific population groups | - | - | -",
    ),
    (
        "U.S. Department of Agriculture & U.S. Department of Health and Human Fictions. (2020). Dietary guidelines for Imaginaries, 2020–2025 (9th ed.). https://dgi.example",
        "Report: <U.S. Department of Agriculture>, <U.S. Department of Health and Human Fictions> | 2020 | Dietary guidelines for Imaginaries, 2020–2025 | - | - | -",
    ),
    (
        "Grandner, M. A., Jackson, N., Gerstner, J. R., & Knutson, K. L. (2013). Dietary nutrients associated with short and long sleep duration. Data from a nationally representative sample. Appetite, 64, 71–80.",
        "Article: Grandner+M. A., Jackson+N., Gerstner+J. R., Knutson+K. L. | 2013 | Dietary nutrients associated with short and long sleep duration. Data from a nationally representative sample | Appetite | 71–80 | -",
    ),
    (
        "van der Merwe, L., de Villiers, P., & Le Roux, J. (2017). Rooibos and heart health. South African Fictional Journal, 107(3), 45–50.",
        "Article: van der Merwe+L., de Villiers+P., Le Roux+J. | 2017 | Rooibos and heart health | South African Fictional Journal | 45–50 | -",
    ),
    (
        "O’Donnell, M., III, & Smith-Jones, K. (2010). Salt: Friend or foe? Heart Fiction, 96(1), 1–2.",
        "Article: O’Donnell+M. III, Smith-Jones+K. | 2010 | Salt: Friend or foe? | Heart Fiction | 1–2 | -",
    ),
    (
        "Anderson, J. (n.d.). Herbs at a glance. National Centre for Imaginary Health. Retrieved May 3, 2021, from https://ncih.example/herbs",
        "Webpage: Anderson+J. | - | Herbs at a glance | National Centre for Imaginary Health | - | -",
    ),
    (
        "Fictional Cochrane Group. (2019). Selenium for preventing cancer. Cochrane Database of Fictional Reviews, (1), CD005195. https://doi.org/10.5555/cd005195",
        "Article: <Fictional Cochrane Group> | 2019 | Selenium for preventing cancer | Cochrane Database of Fictional Reviews | - | -",
    ),
    (
        "Gomez, R. (2018, February 12). Why magnesium matters. The Imaginary Guardian, 14–15.",
        "Article: Gomez+R. | 2018 | Why magnesium matters | The Imaginary Guardian | 14–15 | -",
    ),
    (
        "Müller, K., Schäfer, B., & Groß, T. (2021). Vitamin B12 bei Veganern [Vitamin B12 in vegans]. Deutsche Fiktive Wochenschrift, 146(5), 300–306.",
        "Article: Müller+K., Schäfer+B., Groß+T. | 2021 | Vitamin B12 bei Veganern [Vitamin B12 in vegans] | Deutsche Fiktive Wochenschrift | 300–306 | -",
    ),
];

#[test]
fn apa() {
    all_read(APA);
    all_read_as_a_list(APA);
}

/// Harvard and other styles with the year behind the names.
const HARVARD: &[(&str, &str)] = &[
    (
        "Smith, J. and Doe, A. (2014) 'Walking and sleep', Journal of Made Up, 12(3), pp. 101–109.",
        "Article: Smith+J., Doe+A. | 2014 | Walking and sleep | Journal of Made Up | 101–109 | -",
    ),
    (
        "Smith, J. (2014) Walking and sleep. 3rd edn. Berlin: Quiet Press.",
        "Book: Smith+J. | 2014 | Walking and sleep | - | - | Quiet Press",
    ),
    (
        "Kern, N. (2014) 'Naps at work', in Weber, L. (ed.) Handbook of rest. Berlin: Quiet Press, pp. 33–49.",
        "Chapter: Kern+N. | 2014 | Naps at work | Handbook of rest | 33–49 | Quiet Press",
    ),
    (
        "World Quiet Board (2014) Sleep in towns. Available at: https://quiet.example/towns (Accessed: 3 February 2020).",
        "Webpage: <World Quiet Board> | 2014 | Sleep in towns | - | - | -",
    ),
    (
        "Smith, J., Doe, A., 2014. Walking and sleep. J. Made Up 12 (3), 101–109. https://doi.org/10.5555/walk",
        "Article: Smith+J., Doe+A. | 2014 | Walking and sleep | J. Made Up | 101–109 | -",
    ),
    (
        "Smith J, Doe A (2014) Walking and sleep. J Made Up 12:101–109",
        "Article: Smith+J, Doe+A | 2014 | Walking and sleep | J Made Up | 101–109 | -",
    ),
    (
        "Kern, N., 2014. Naps at work. In: Weber, L., Hale, N. (Eds.), Handbook of rest. Quiet Press, Berlin, pp. 33–49.",
        "Chapter: Kern+N. | 2014 | Naps at work | Handbook of rest | 33–49 | Quiet Press, Berlin",
    ),
    (
        "Abbott, R.J., Nilsson-Ek, P. and De Luca, F. (2018) ‘Effect of evening light on rest’, Lancet Rest, 391(10129), pp. 1482–1492. doi: 10.5555/lr.1.",
        "Article: Abbott+R.J., Nilsson-Ek+P., De Luca+F. | 2018 | Effect of evening light on rest | Lancet Rest | 1482–1492 | -",
    ),
    (
        "Abbott, R. J. et al. (2018) 'The children's rest: a trial', Lancet Rest, 391(10129), pp. 1482-1492. Available at: https://doi.org/10.5555/lr.1 (Accessed: 3 March 2021).",
        "Article: Abbott+R. J.… | 2018 | The children's rest: a trial | Lancet Rest | 1482-1492 | -",
    ),
    (
        "Department of Quiet (2019) National rest survey. London: The Stationery Quiet. Available at: https://www.quiet.example/survey.pdf (Accessed: 4 May 2020).",
        "Report: <Department of Quiet> | 2019 | National rest survey | - | - | The Stationery Quiet",
    ),
    (
        "Tanaka, Y. and Sato, K. (eds) (2009) Rest and ageing. 2nd edn. Tokyo: Quiet House.",
        "Book: Tanaka+Y., Sato+K. | 2009 | Rest and ageing | - | - | Quiet House",
    ),
    (
        "Kern, N. (2017) 'Rest in hills', in Weber, L. and Stone, I. (eds.) Encyclopedia of quiet. 3rd edn. London: Quiet Press, pp. 12-15.",
        "Chapter: Kern+N. | 2017 | Rest in hills | Encyclopedia of quiet | 12-15 | Quiet Press",
    ),
    (
        "Kern, N. (2011) Rest theory. PhD thesis. University of Quiet. Available at: https://etheses.example/1 (Accessed: 5 May 2020).",
        "Thesis: Kern+N. | 2011 | Rest theory | - | - | University of Quiet",
    ),
    (
        "Kern, N. (no date) Resting tips. Available at: https://aqa.example/tips (Accessed: 3 March 2021).",
        "Webpage: Kern+N. | - | Resting tips | - | - | -",
    ),
    (
        "Müller, H. (2011) 'Why we rest', The Quiet Times, 4 July, p. 12.",
        "Article: Müller+H. | 2011 | Why we rest | The Quiet Times | 12 | -",
    ),
    (
        "Müller, H. (2011) 'Why we rest', The Quiet Times, 4 July. Available at: https://times.example/why (Accessed: 3 March 2021).",
        "Webpage: Müller+H. | 2011 | Why we rest | The Quiet Times | - | -",
    ),
    (
        "Kern, N. (2014) 'Rest rooms', Proceedings of the 5th Quiet Congress. Berlin, 3-5 March. Berlin: Quiet Press, pp. 1-9.",
        "Conference: Kern+N. | 2014 | Rest rooms | Proceedings of the 5th Quiet Congress | 1-9 | Quiet Press",
    ),
    (
        "Kern N (2014) Rest rooms: a review. Journal of Rest 12(3): 1–9.",
        "Article: Kern+N | 2014 | Rest rooms: a review | Journal of Rest | 1–9 | -",
    ),
    (
        "Kern, N. 2014, 'Rest rooms', Journal of Rest, vol. 12, no. 3, pp. 1-9.",
        "Article: Kern+N. | 2014 | Rest rooms | Journal of Rest | 1-9 | -",
    ),
    (
        "Kern, N. & Stone, I. 2014, Rest rooms, 2nd edn, Quiet Press, Berlin.",
        "Book: Kern+N., Stone+I. | 2014 | Rest rooms | - | - | Quiet Press, Berlin",
    ),
    (
        "Kern, N., 2014. Rest rooms. [online] Quiet Site. Available at: <https://quiet.example/rooms> [Accessed 3 March 2021].",
        "Webpage: Kern+N. | 2014 | Rest rooms | Quiet Site | - | -",
    ),
    (
        "Kern, N. and Stone, I., 2014. Rest rooms: A review. Journal of Rest, [e-journal] 12(3), pp.1-9.",
        "Article: Kern+N., Stone+I. | 2014 | Rest rooms: A review | Journal of Rest | 1-9 | -",
    ),
    (
        "Kern, N., Stone, I., Weber, L., 2014. Rest rooms, in: Hale, N. (Ed.), Handbook of Rooms. Quiet Press, Berlin, pp. 1–9.",
        "Chapter: Kern+N., Stone+I., Weber+L. | 2014 | Rest rooms | Handbook of Rooms | 1–9 | Quiet Press, Berlin",
    ),
    (
        "National Rest Institute (NRI), 2014. Rest data (No. 12). NRI, Berlin.",
        "Report: <National Rest Institute (NRI)> | 2014 | Rest data | - | - | NRI, Berlin",
    ),
    (
        "Kern, N., 2014. Rest (PhD Thesis). University of Quiet, Berlin.",
        "Thesis: Kern+N. | 2014 | Rest | - | - | University of Quiet, Berlin",
    ),
    (
        "Kern N, Stone I. 2014. Rest rooms. J Rest. 12(3):1–9.",
        "Article: Kern+N, Stone+I | 2014 | Rest rooms | J Rest | 1–9 | -",
    ),
    (
        "Kern, N. (2014). Rest rooms. Berlin: Quiet Press",
        "Book: Kern+N. | 2014 | Rest rooms | - | - | Quiet Press",
    ),
    (
        "Kern, N. (2014), “Rest rooms: a review”, Journal of Rest, Vol. 12 No. 3, pp. 1-9.",
        "Article: Kern+N. | 2014 | Rest rooms: a review | Journal of Rest | 1-9 | -",
    ),
    (
        "Holmqvist, E., Barreto-Souza, L. and Nakagawa, T. (2019) 'Magnesium citrate versus magnesium oxide for nocturnal leg cramps: a crossover trial', Annals of Fictional Medicine, 171(4), pp. 233–241. doi:10.5555/afm.2019.",
        "Article: Holmqvist+E., Barreto-Souza+L., Nakagawa+T. | 2019 | Magnesium citrate versus magnesium oxide for nocturnal leg cramps: a crossover trial | Annals of Fictional Medicine | 233–241 | -",
    ),
    (
        "Castellanos-Ruiz, M.J. (2018) 'Iron deficiency without anaemia', in Thorne, G.H. and Petrakis, A.N. (eds.) Fictional handbook of haematology. 4th edn. Edinburgh: Imaginary Academic Press, pp. 112–139.",
        "Chapter: Castellanos-Ruiz+M.J. | 2018 | Iron deficiency without anaemia | Fictional handbook of haematology | 112–139 | Imaginary Academic Press",
    ),
    (
        "Health Fictions Agency (2020) Vitamin D and bone health: guidance for commissioners. London: HFA.",
        "Report: <Health Fictions Agency> | 2020 | Vitamin D and bone health: guidance for commissioners | - | - | HFA",
    ),
    (
        "Brennan, R. (2021) Sleep hygiene for shift workers. Available at: https://ihs.example/sleep-shift (Accessed: 15 January 2022).",
        "Webpage: Brennan+R. | 2021 | Sleep hygiene for shift workers | - | - | -",
    ),
    (
        "Papadopoulos, K. (2013) Caffeine metabolism in habitual coffee drinkers. PhD thesis. University of Imaginary Sciences.",
        "Thesis: Papadopoulos+K. | 2013 | Caffeine metabolism in habitual coffee drinkers | - | - | University of Imaginary Sciences",
    ),
    (
        "Thorne, G.H. (ed.) (2018) Fictional handbook of haematology. 4th edn. Edinburgh: Imaginary Academic Press.",
        "Book: Thorne+G.H. | 2018 | Fictional handbook of haematology | - | - | Imaginary Academic Press",
    ),
    (
        "Olawale, T. and Singh-Kaur, P. (forthcoming) 'Probiotics and mood', Journal of Fictional Psychiatry.",
        "Article: Olawale+T., Singh-Kaur+P. | - | Probiotics and mood | Journal of Fictional Psychiatry | - | -",
    ),
    (
        "Nakamura, Y. (2015) 'Green tea and cognition', 12th Imaginary Congress of Nutrition. Kyoto, 28-30 May 2015. Tokyo: Imaginary Nutrition Society, pp. 55-60.",
        "Conference: Nakamura+Y. | 2015 | Green tea and cognition | 12th Imaginary Congress of Nutrition | 55-60 | Imaginary Nutrition Society",
    ),
    (
        "World Imaginary Health Organization (2012) Guideline: daily iron and folic acid supplementation in pregnant women. Geneva: WIHO. Available at: https://apps.wiho.example/iris (Accessed: 2 May 2021).",
        "Report: <World Imaginary Health Organization> | 2012 | Guideline: daily iron and folic acid supplementation in pregnant women | - | - | WIHO",
    ),
    (
        "Gomez, R. (2018) 'Why magnesium matters', The Imaginary Guardian, 12 February, pp. 14-15.",
        "Article: Gomez+R. | 2018 | Why magnesium matters | The Imaginary Guardian | 14-15 | -",
    ),
    (
        r#"Adeyemi, F.O. et al. (2022) '"Brain fog" after infection: what do patients mean?', BMJ Fiction, 379, e071234."#,
        r#"Article: Adeyemi+F.O.… | 2022 | "Brain fog" after infection: what do patients mean? | BMJ Fiction | e071234 | -"#,
    ),
    (
        "Grandner, MA, Jackson, N & Knutson, KL 2013, 'Dietary nutrients associated with sleep duration', Appetite, vol. 64, pp. 71-80.",
        "Article: Grandner+MA, Jackson+N, Knutson+KL | 2013 | Dietary nutrients associated with sleep duration | Appetite | 71-80 | -",
    ),
    (
        "Smith, A., 2015. Walking for health. 2nd ed. Leeds: Imaginary Press.",
        "Book: Smith+A. | 2015 | Walking for health | - | - | Imaginary Press",
    ),
    (
        "Smith, A. and Jones, B., 2015. Walking for health and wellbeing. Journal of Steps, 14(2), pp.101-110.",
        "Article: Smith+A., Jones+B. | 2015 | Walking for health and wellbeing | Journal of Steps | 101-110 | -",
    ),
];

#[test]
fn harvard() {
    all_read(HARVARD);
    all_read_as_a_list(HARVARD);
}

/// Chicago, author-date and notes.
const CHICAGO: &[(&str, &str)] = &[
    (
        "Kern, Nils. 2014. Walking and Sleep. 2nd ed. Berlin: Quiet Press.",
        "Book: Kern+Nils | 2014 | Walking and Sleep | - | - | Quiet Press",
    ),
    (
        "Kern, Nils, and Ira Stone. 2014. “Naps at Work.” In Handbook of Rest, edited by Lise Weber, 33–49. Berlin: Quiet Press.",
        "Chapter: Kern+Nils, Stone+Ira | 2014 | Naps at Work | Handbook of Rest | 33–49 | Quiet Press",
    ),
    (
        "Kern, Nils, Ira Stone, and Lise Weber. 2014. “Naps at Work.” PhD diss., University of Rest.",
        "Thesis: Kern+Nils, Stone+Ira, Weber+Lise | 2014 | Naps at Work | - | - | University of Rest",
    ),
    (
        "World Quiet Board. 2014. “Sleep in Towns.” Last modified March 3, 2014. https://quiet.example/towns.",
        "Webpage: <World Quiet Board> | 2014 | Sleep in Towns | - | - | -",
    ),
    (
        "Kern, Nils. Forthcoming. “Naps.” Journal of Rest.",
        "Article: Kern+Nils | - | Naps | Journal of Rest | - | -",
    ),
    (
        "Kern, Nils. “Naps at Work.” Journal of Rest 35, no. 1 (2014): 44–50. https://doi.org/10.5555/naps.",
        "Article: Kern+Nils | 2014 | Naps at Work | Journal of Rest | 44–50 | -",
    ),
    (
        "Kern, Nils. Walking and Sleep. Berlin: Quiet Press, 2014.",
        "Book: Kern+Nils | 2014 | Walking and Sleep | - | - | Quiet Press",
    ),
    (
        "Kern, Nils. “Naps.” In Handbook of Rest, edited by Lise Weber, 33–49. Berlin: Quiet Press, 2014.",
        "Chapter: Kern+Nils | 2014 | Naps | Handbook of Rest | 33–49 | Quiet Press",
    ),
    (
        "Nils Kern, “Naps at Work,” Journal of Rest 35, no. 1 (2014): 44–50.",
        "Article: Kern+Nils | 2014 | Naps at Work | Journal of Rest | 44–50 | -",
    ),
    (
        "Abbott, Ruth J., Per Nilsson-Ek, and Fabio De Luca. 2018. “Effect of Evening Light on Rest: A Trial.” Lancet Rest 391 (10129): 1482–92. https://doi.org/10.5555/lr.1.",
        "Article: Abbott+Ruth J., Nilsson-Ek+Per, De Luca+Fabio | 2018 | Effect of Evening Light on Rest: A Trial | Lancet Rest | 1482–92 | -",
    ),
    (
        "Ministry of Quiet. 2019. National Rest Survey 2018: Summary Report. Wellington: Ministry of Quiet.",
        "Report: <Ministry of Quiet> | 2019 | National Rest Survey 2018: Summary Report | - | - | Ministry of Quiet",
    ),
    (
        "Tanaka, Yoko, and Ken Sato, eds. 2009. Rest and Ageing. 2nd ed. Vol. 3. Tokyo: Quiet House.",
        "Book: Tanaka+Yoko, Sato+Ken | 2009 | Rest and Ageing | - | - | Quiet House",
    ),
    (
        "Müller, Hans. 2011. “Why We Rest.” Quiet Times, July 4, 2011. https://times.example/why.",
        "Webpage: Müller+Hans | 2011 | Why We Rest | Quiet Times | - | -",
    ),
    (
        "Kern, Nils. 2017. “Rest in Hills.” In Encyclopedia of Quiet, 3rd ed., edited by Lise Weber and Ira Stone, 12–15. London: Quiet Press.",
        "Chapter: Kern+Nils | 2017 | Rest in Hills | Encyclopedia of Quiet | 12–15 | Quiet Press",
    ),
    (
        "Kern, Nils. n.d. “Resting Tips.” American Quiet Association. Accessed March 3, 2021. https://aqa.example/tips.",
        "Webpage: Kern+Nils | - | Resting Tips | American Quiet Association | - | -",
    ),
    (
        "Kern, Nils. 2014. “Rest Rooms.” Paper presented at the Quiet Society, Berlin, March 2014.",
        "Conference: Kern+Nils | 2014 | Rest Rooms | Quiet Society | - | Berlin",
    ),
    (
        "García Márquez, Gabo. 1985. Rest in the Time of Noise. Translated by Edith Quiet. London: Cape Quiet.",
        "Book: García Márquez+Gabo | 1985 | Rest in the Time of Noise | - | - | Cape Quiet",
    ),
    (
        "Kern, Nils, Ira Stone, Lise Weber, Ned Hale, Olga Berg, Cal Cole, Pat Moss, et al. 2015. “Many Authors.” Journal of Crowds 3, no. 1: e12.",
        "Article: Kern+Nils, Stone+Ira, Weber+Lise, Hale+Ned, Berg+Olga, Cole+Cal, Moss+Pat… | 2015 | Many Authors | Journal of Crowds | e12 | -",
    ),
    (
        "Kern, Nils, and Ira Stone. Rest Rooms: A History. 2nd ed. Berlin: Quiet Press, 2014.",
        "Book: Kern+Nils, Stone+Ira | 2014 | Rest Rooms: A History | - | - | Quiet Press",
    ),
    (
        "Weber, Lise, ed. Encyclopedia of Quiet. London: Quiet Press, 2017.",
        "Book: Weber+Lise | 2017 | Encyclopedia of Quiet | - | - | Quiet Press",
    ),
    (
        "Kern, Nils. “Rest in Hills.” In Encyclopedia of Quiet, edited by Lise Weber, 12–15. London: Quiet Press, 2017.",
        "Chapter: Kern+Nils | 2017 | Rest in Hills | Encyclopedia of Quiet | 12–15 | Quiet Press",
    ),
    (
        "Kern, Nils. “Rest Theory.” PhD diss., University of Quiet, 2011.",
        "Thesis: Kern+Nils | 2011 | Rest Theory | - | - | University of Quiet",
    ),
    (
        "Müller, Hans. “Why We Rest.” Quiet Times, July 4, 2011.",
        "Article: Müller+Hans | 2011 | Why We Rest | Quiet Times | - | -",
    ),
    (
        "World Quiet Organization. “Rest Facts.” Accessed March 3, 2021. https://wqo.example/facts.",
        "Webpage: <World Quiet Organization> | - | Rest Facts | - | - | -",
    ),
    (
        "Holmqvist, Eva, Lucas Barreto-Souza, and Taro Nakagawa. 2019. “Magnesium Citrate versus Magnesium Oxide for Nocturnal Leg Cramps: A Crossover Trial.” Annals of Fictional Medicine 171 (4): 233–41. https://doi.org/10.5555/afm.2019.",
        "Article: Holmqvist+Eva, Barreto-Souza+Lucas, Nakagawa+Taro | 2019 | Magnesium Citrate versus Magnesium Oxide for Nocturnal Leg Cramps: A Crossover Trial | Annals of Fictional Medicine | 233–41 | -",
    ),
    (
        "Adeyemi, Folake O., Wim Van den Broeck, and Donal Ó Súilleabháin. 2022. “‘Brain Fog’ after Infection: What Do Patients Mean?” BMJ Fiction 379:e071234.",
        "Article: Adeyemi+Folake O., Van den Broeck+Wim, Ó Súilleabháin+Donal | 2022 | ‘Brain Fog’ after Infection: What Do Patients Mean? | BMJ Fiction | e071234 | -",
    ),
    (
        "Castellanos-Ruiz, María José. 2018. “Iron Deficiency without Anaemia.” In Fictional Handbook of Haematology, 4th ed., edited by G. H. Thorne and A. N. Petrakis, 112–39. Edinburgh: Imaginary Academic Press.",
        "Chapter: Castellanos-Ruiz+María José | 2018 | Iron Deficiency without Anaemia | Fictional Handbook of Haematology | 112–39 | Imaginary Academic Press",
    ),
    (
        "Health Fictions Agency. 2020. Vitamin D and Bone Health: Guidance for Commissioners. London: Health Fictions Agency.",
        "Report: <Health Fictions Agency> | 2020 | Vitamin D and Bone Health: Guidance for Commissioners | - | - | Health Fictions Agency",
    ),
    (
        "Papadopoulos, Kostas. 2013. “Caffeine Metabolism in Habitual Coffee Drinkers.” PhD diss., University of Imaginary Sciences.",
        "Thesis: Papadopoulos+Kostas | 2013 | Caffeine Metabolism in Habitual Coffee Drinkers | - | - | University of Imaginary Sciences",
    ),
    (
        "Thorne, Gareth H., and Anna N. Petrakis, eds. 2018. Fictional Handbook of Haematology. 4th ed. Edinburgh: Imaginary Academic Press.",
        "Book: Thorne+Gareth H., Petrakis+Anna N. | 2018 | Fictional Handbook of Haematology | - | - | Imaginary Academic Press",
    ),
    (
        "Brennan, Róisín. 2021. “Sleep Hygiene for Shift Workers.” Imaginary Health Service. June 4, 2021. https://ihs.example/sleep-shift.",
        "Webpage: Brennan+Róisín | 2021 | Sleep Hygiene for Shift Workers | Imaginary Health Service | - | -",
    ),
    (
        "Olawale, Tunde, and Preet Singh-Kaur. Forthcoming. “Probiotics and Mood.” Journal of Fictional Psychiatry.",
        "Article: Olawale+Tunde, Singh-Kaur+Preet | - | Probiotics and Mood | Journal of Fictional Psychiatry | - | -",
    ),
    (
        "Walker, Matthew. 2017. Why We Imagine Sleep: The New Science of Sleep and Dreams. New York: Scribbler.",
        "Book: Walker+Matthew | 2017 | Why We Imagine Sleep: The New Science of Sleep and Dreams | - | - | Scribbler",
    ),
    (
        "de Beauvoir-Fict, Simone. 1952. The Second Fiction. Translated by H. M. Parshley-Imag. New York: Vintage Fictions.",
        "Book: de Beauvoir-Fict+Simone | 1952 | The Second Fiction | - | - | Vintage Fictions",
    ),
    (
        "Gomez, Rosa. 2018. “Why Magnesium Matters.” Imaginary Guardian, February 12, 2018.",
        "Article: Gomez+Rosa | 2018 | Why Magnesium Matters | Imaginary Guardian | - | -",
    ),
    (
        "World Imaginary Health Organization. n.d. “Healthy Diet.” Accessed May 3, 2021. https://wiho.example/diet.",
        "Webpage: <World Imaginary Health Organization> | - | Healthy Diet | - | - | -",
    ),
];

#[test]
fn chicago() {
    all_read(CHICAGO);
    all_read_as_a_list(CHICAGO);
}

/// MLA.
const MLA: &[(&str, &str)] = &[
    (
        "Kern, Nils, and Ira Stone. “Naps at Work.” Journal of Rest, vol. 35, no. 1, Mar. 2014, pp. 44–50.",
        "Article: Kern+Nils, Stone+Ira | 2014 | Naps at Work | Journal of Rest | 44–50 | -",
    ),
    (
        "Kern, Nils, et al. “Naps at Work: “Rest” Again.” Journal of Rest, vol. 35, no. 1, 2014, pp. 44-50, https://doi.org/10.5555/naps. Accessed 3 Feb. 2020.",
        "Article: Kern+Nils… | 2014 | Naps at Work: “Rest” Again | Journal of Rest | 44-50 | -",
    ),
    (
        "Kern, Nils J. Walking and Sleep. 3rd ed., Quiet Press, 2014.",
        "Book: Kern+Nils J. | 2014 | Walking and Sleep | - | - | Quiet Press",
    ),
    (
        "Kern, Nils. “Naps.” Handbook of Rest, edited by Lise Weber, Quiet Press, 2014, pp. 33–49.",
        "Chapter: Kern+Nils | 2014 | Naps | Handbook of Rest | 33–49 | Quiet Press",
    ),
    (
        "Kern, Nils. “Sleep in Towns.” Quiet Site, World Quiet Board, 3 Mar. 2014, https://quiet.example/towns.",
        "Webpage: Kern+Nils | 2014 | Sleep in Towns | Quiet Site | - | World Quiet Board",
    ),
    (
        "“Sleep in Towns.” Quiet Site, World Quiet Board, 3 Mar. 2014, https://quiet.example/towns.",
        "Webpage:  | 2014 | Sleep in Towns | Quiet Site | - | World Quiet Board",
    ),
    (
        "Abbott, Ruth J., et al. “Effect of Evening Light on Rest.” Lancet Rest, vol. 391, no. 10129, Apr. 2018, pp. 1482-92. ScienceQuiet, https://doi.org/10.5555/lr.1.",
        "Article: Abbott+Ruth J.… | 2018 | Effect of Evening Light on Rest | Lancet Rest | 1482-92 | -",
    ),
    (
        "Abbott, Ruth J. “Effect of Evening Light on Rest.” Lancet Rest 391.10129 (2018): 1482-1492. Print.",
        "Article: Abbott+Ruth J. | 2018 | Effect of Evening Light on Rest | Lancet Rest | 1482-1492 | -",
    ),
    (
        "Tanaka, Yoko, and Ken Sato, editors. Rest and Ageing. 2nd ed., vol. 3, Quiet House, 2009.",
        "Book: Tanaka+Yoko, Sato+Ken | 2009 | Rest and Ageing | - | - | Quiet House",
    ),
    (
        "Kern, Nils. “Rest in Hills.” Encyclopedia of Quiet, edited by Lise Weber and Ira Stone, 3rd ed., Quiet Press, 2017, pp. 12-15.",
        "Chapter: Kern+Nils | 2017 | Rest in Hills | Encyclopedia of Quiet | 12-15 | Quiet Press",
    ),
    (
        "Kern, Nils. Rest Theory. 2011. University of Quiet, PhD dissertation.",
        "Thesis: Kern+Nils | 2011 | Rest Theory | - | - | University of Quiet",
    ),
    (
        "Kern, Nils. “What Is Rest?” Quiet Site, 4 May 2015, www.quiet.example/rest. Accessed 3 Mar. 2021.",
        "Webpage: Kern+Nils | 2015 | What Is Rest? | Quiet Site | - | -",
    ),
    (
        "World Quiet Organization. Rest Facts. WQO Press, 2016.",
        "Report: <World Quiet Organization> | 2016 | Rest Facts | - | - | WQO Press",
    ),
    (
        "Müller, Hans. “Why We Rest.” Quiet Times, 4 July 2011, p. A12.",
        "Article: Müller+Hans | 2011 | Why We Rest | Quiet Times | A12 | -",
    ),
    (
        "Holmqvist, Eva, et al. “Magnesium Citrate versus Magnesium Oxide for Nocturnal Leg Cramps: A Crossover Trial.” Annals of Fictional Medicine, vol. 171, no. 4, 2019, pp. 233-41, https://doi.org/10.5555/afm.2019.",
        "Article: Holmqvist+Eva… | 2019 | Magnesium Citrate versus Magnesium Oxide for Nocturnal Leg Cramps: A Crossover Trial | Annals of Fictional Medicine | 233-41 | -",
    ),
    (
        "Walker, Matthew. Why We Imagine Sleep: The New Science of Sleep and Dreams. Scribbler, 2017.",
        "Book: Walker+Matthew | 2017 | Why We Imagine Sleep: The New Science of Sleep and Dreams | - | - | Scribbler",
    ),
    (
        "Thorne, Gareth H., and Anna N. Petrakis, editors. Fictional Handbook of Haematology. 4th ed., Imaginary Academic P, 2018.",
        "Book: Thorne+Gareth H., Petrakis+Anna N. | 2018 | Fictional Handbook of Haematology | - | - | Imaginary Academic P",
    ),
    (
        "Castellanos-Ruiz, María José. “Iron Deficiency without Anaemia.” Fictional Handbook of Haematology, edited by Gareth H. Thorne and Anna N. Petrakis, 4th ed., Imaginary Academic P, 2018, pp. 112-39.",
        "Chapter: Castellanos-Ruiz+María José | 2018 | Iron Deficiency without Anaemia | Fictional Handbook of Haematology | 112-39 | Imaginary Academic P",
    ),
    (
        "Health Fictions Agency. Vitamin D and Bone Health: Guidance for Commissioners. HFA, 2020.",
        "Report: <Health Fictions Agency> | 2020 | Vitamin D and Bone Health: Guidance for Commissioners | - | - | HFA",
    ),
    (
        "Brennan, Róisín. “Sleep Hygiene for Shift Workers.” Imaginary Health Service, 4 June 2021, ihs.example/sleep-shift.",
        "Webpage: Brennan+Róisín | 2021 | Sleep Hygiene for Shift Workers | Imaginary Health Service | - | -",
    ),
    (
        "Papadopoulos, Kostas. Caffeine Metabolism in Habitual Coffee Drinkers. 2013. U of Imaginary Sciences, PhD dissertation.",
        "Thesis: Papadopoulos+Kostas | 2013 | Caffeine Metabolism in Habitual Coffee Drinkers | - | - | U of Imaginary Sciences",
    ),
];

#[test]
fn mla() {
    all_read(MLA);
    all_read_as_a_list(MLA);
}

/// IEEE.
const IEEE: &[(&str, &str)] = &[
    (
        "[1] J. Smith, A. B. Doe, and C. van der Meer, “Walking and sleep,” J. Made Up, vol. 12, no. 3, pp. 101–109, Mar. 2014, doi: 10.5555/walk.",
        "Article: Smith+J., Doe+A. B., van der Meer+C. | 2014 | Walking and sleep | J. Made Up | 101–109 | -",
    ),
    (
        "[2] J. Smith, Walking and Sleep, 3rd ed. Berlin, Germany: Quiet Press, 2014.",
        "Book: Smith+J. | 2014 | Walking and Sleep | - | - | Quiet Press",
    ),
    (
        "[3] J. Smith, “Naps at work,” in Handbook of Rest, L. Weber and N. Hale, Eds. Berlin, Germany: Quiet Press, 2014, pp. 33–49.",
        "Chapter: Smith+J. | 2014 | Naps at work | Handbook of Rest | 33–49 | Quiet Press",
    ),
    (
        "[4] J. Smith, “Quiet rooms,” in Proc. 3rd Int. Conf. Quiet (ICQ), Berlin, Germany, 2014, pp. 1–4.",
        "Conference: Smith+J. | 2014 | Quiet rooms | Proc. 3rd Int. Conf. Quiet (ICQ) | 1–4 | -",
    ),
    (
        "[5] J. Smith, “Naps in nurses,” Ph.D. dissertation, Dept. Sleep, Univ. Rest, Berlin, Germany, 2012.",
        "Thesis: Smith+J. | 2012 | Naps in nurses | - | - | Dept. Sleep, Univ. Rest, Berlin, Germany",
    ),
    (
        "[6] World Quiet Board, “Sleep in towns,” World Quiet Board, Geneva, Switzerland, Tech. Rep. 12, 2014.",
        "Report: <World Quiet Board> | 2014 | Sleep in towns | - | - | World Quiet Board",
    ),
    (
        "[7] J. Smith, “Sleep in towns,” Quiet Site. [Online]. Available: https://quiet.example/towns. [Accessed: Feb. 3, 2020].",
        "Webpage: Smith+J. | - | Sleep in towns | Quiet Site | - | -",
    ),
    (
        "[8] J. Smith, “Naps,” J. Rest, to be published.",
        "Article: Smith+J. | - | Naps | J. Rest | - | -",
    ),
    (
        "[1] R. J. Abbott, P. Nilsson-Ek, and F. De Luca, “Effect of evening light on rest,” Lancet Rest, vol. 391, no. 10129, pp. 1482–1492, Apr. 2018.",
        "Article: Abbott+R. J., Nilsson-Ek+P., De Luca+F. | 2018 | Effect of evening light on rest | Lancet Rest | 1482–1492 | -",
    ),
    (
        "[2] Y. Tanaka and K. Sato, Eds., Rest and Ageing, 2nd ed. Tokyo, Japan: Quiet House, 2009.",
        "Book: Tanaka+Y., Sato+K. | 2009 | Rest and Ageing | - | - | Quiet House",
    ),
    (
        "[3] N. Kern, “Rest in hills,” in Encyclopedia of Quiet, vol. 2, 3rd ed., L. Weber, Ed. London, U.K.: Quiet Press, 2017, ch. 2, pp. 12–15.",
        "Chapter: Kern+N. | 2017 | Rest in hills | Encyclopedia of Quiet | 12–15 | Quiet Press",
    ),
    (
        "[4] N. Kern, “Rest theory,” Ph.D. thesis, Dept. Rest, Univ. Quiet, London, U.K., 2011.",
        "Thesis: Kern+N. | 2011 | Rest theory | - | - | Dept. Rest, Univ. Quiet, London, U.K",
    ),
    (
        "[5] World Quiet Organization, Rest Facts. Geneva, Switzerland: WQO, 2016.",
        "Report: <World Quiet Organization> | 2016 | Rest Facts | - | - | WQO",
    ),
    (
        "[6] N. Kern et al., “Rest rooms,” arXiv:2001.01234, 2020.",
        "Preprint: Kern+N.… | 2020 | Rest rooms | arXiv | - | -",
    ),
    (
        "[7] N. Kern, “Rest rooms,” presented at the Quiet Congr., Berlin, Germany, Mar. 3–5, 2014, Paper 12.",
        "Conference: Kern+N. | 2014 | Rest rooms | Quiet Congr. | - | Berlin, Germany",
    ),
    (
        "[8] N. Kern. “Resting tips.” Quiet Site. Accessed: Mar. 3, 2021. [Online]. Available: https://quiet.example/tips",
        "Webpage: Kern+N. | - | Resting tips | Quiet Site | - | -",
    ),
    (
        "[9] H. Müller, “Why we rest,” Quiet Times, p. A12, Jul. 4, 2011.",
        "Article: Müller+H. | 2011 | Why we rest | Quiet Times | A12 | -",
    ),
    (
        "[10] N. Kern and I. Stone, “Rest rooms,” J. Rest, early access, Mar. 3, 2021, doi: 10.5555/jr.1.",
        "Article: Kern+N., Stone+I. | 2021 | Rest rooms | J. Rest | - | -",
    ),
    (
        "[12] I. Stone, J. van der Berg Jr., and M. O’Neill, “Does it ‘rest’?,” Quiet Lett., vol. 4, 2011, Art. no. 1234.",
        "Article: Stone+I., van der Berg+J. Jr, O’Neill+M. | 2011 | Does it ‘rest’? | Quiet Lett | 1234 | -",
    ),
    (
        "[1] E. Holmqvist, L. Barreto-Souza, and T. Nakagawa, “Magnesium citrate versus magnesium oxide for nocturnal leg cramps: A crossover trial,” Ann. Fict. Med., vol. 171, no. 4, pp. 233–241, Aug. 2019, doi: 10.5555/afm.2019.",
        "Article: Holmqvist+E., Barreto-Souza+L., Nakagawa+T. | 2019 | Magnesium citrate versus magnesium oxide for nocturnal leg cramps: A crossover trial | Ann. Fict. Med | 233–241 | -",
    ),
    (
        "[2] G. H. Thorne, Blood: A Very Short Fiction, 2nd ed. Edinburgh, U.K.: Imaginary Academic Press, 2018.",
        "Book: Thorne+G. H. | 2018 | Blood: A Very Short Fiction | - | - | Imaginary Academic Press",
    ),
    (
        "[3] M. J. Castellanos-Ruiz, “Iron deficiency without anaemia,” in Fictional Handbook of Haematology, 4th ed., G. H. Thorne and A. N. Petrakis, Eds. Edinburgh, U.K.: Imaginary Academic Press, 2018, pp. 112–139.",
        "Chapter: Castellanos-Ruiz+M. J. | 2018 | Iron deficiency without anaemia | Fictional Handbook of Haematology | 112–139 | Imaginary Academic Press",
    ),
    (
        "[4] Y. Nakamura, “Green tea and cognition,” in Proc. 12th Imag. Congr. Nutr. (ICN), Kyoto, Japan, May 2015, pp. 55–60.",
        "Conference: Nakamura+Y. | 2015 | Green tea and cognition | Proc. 12th Imag. Congr. Nutr. (ICN) | 55–60 | -",
    ),
    (
        "[5] K. Papadopoulos, “Caffeine metabolism in habitual coffee drinkers,” Ph.D. dissertation, Dept. Pharm., Univ. Imag. Sci., Athens, Greece, 2013.",
        "Thesis: Papadopoulos+K. | 2013 | Caffeine metabolism in habitual coffee drinkers | - | - | Dept. Pharm., Univ. Imag. Sci., Athens, Greece",
    ),
    (
        "[7] R. Brennan. “Sleep hygiene for shift workers.” Imaginary Health Service. https://ihs.example/sleep-shift (accessed Jan. 15, 2022).",
        "Webpage: Brennan+R. | - | Sleep hygiene for shift workers | Imaginary Health Service | - | -",
    ),
    (
        "[8] G. H. Thorne and A. N. Petrakis, Eds., Fictional Handbook of Haematology, 4th ed. Edinburgh, U.K.: Imaginary Academic Press, 2018.",
        "Book: Thorne+G. H., Petrakis+A. N. | 2018 | Fictional Handbook of Haematology | - | - | Imaginary Academic Press",
    ),
    (
        "[10] T. Olawale and P. Singh-Kaur, “Probiotics and mood,” J. Fict. Psychiatry, to be published.",
        "Article: Olawale+T., Singh-Kaur+P. | - | Probiotics and mood | J. Fict. Psychiatry | - | -",
    ),
];

#[test]
fn ieee() {
    all_read(IEEE);
    all_read_as_a_list(IEEE);
}

/// House forms of journals: Nature, Science, Cell, Elsevier, ACS, BMC.
const JOURNALS: &[(&str, &str)] = &[
    (
        "1. Smith, J. & Doe, A. Walking and sleep. J. Made Up 12, 101–109 (2014).",
        "Article: Smith+J., Doe+A. | 2014 | Walking and sleep | J. Made Up | 101–109 | -",
    ),
    (
        "2. Smith, J. et al. Walking and sleep in E. coli. Nat. Made Up 12, e45 (2014).",
        "Article: Smith+J.… | 2014 | Walking and sleep in E. coli | Nat. Made Up | e45 | -",
    ),
    (
        "3. Smith, J. Walking and Sleep (Quiet Press, 2014).",
        "Book: Smith+J. | 2014 | Walking and Sleep | - | - | Quiet Press",
    ),
    (
        "4. Smith, J. Naps at work. in Handbook of Rest (eds. Weber, L. & Hale, N.) 33–49 (Quiet Press, 2014).",
        "Chapter: Smith+J. | 2014 | Naps at work | Handbook of Rest | 33–49 | Quiet Press",
    ),
    (
        "5. J. Smith, A. Doe, Walking and sleep. J. Made Up 12, 101–109 (2014).",
        "Article: Smith+J., Doe+A. | 2014 | Walking and sleep | J. Made Up | 101–109 | -",
    ),
    (
        "6. Nils Kern and Ira Stone. Naps at work. Journal of Rest, 12(3):101–109, 2014.",
        "Article: Kern+Nils, Stone+Ira | 2014 | Naps at work | Journal of Rest | 101–109 | -",
    ),
    (
        "7. Nils Kern. Naps at work. Journal of Rest, 12(3):101–109, 2014.",
        "Article: Kern+Nils | 2014 | Naps at work | Journal of Rest | 101–109 | -",
    ),
    (
        "8. Smith, J.; Doe, A. Walking and Sleep. J. Made Up 2014, 12, 101–109.",
        "Article: Smith+J., Doe+A. | 2014 | Walking and Sleep | J. Made Up | 101–109 | -",
    ),
    (
        "9. Smith, J., and Doe, A. (2014). Walking and sleep. Am. J. Clin. Nutr. 12, 101–109.",
        "Article: Smith+J., Doe+A. | 2014 | Walking and sleep | Am. J. Clin. Nutr | 101–109 | -",
    ),
    (
        "[1] T. Moreau, S. Ahmed, Rest and sleep, or both, Am. J. Clin. Nutr. 5 (2017) 1–9.",
        "Article: Moreau+T., Ahmed+S. | 2017 | Rest and sleep, or both | Am. J. Clin. Nutr. | 1–9 | -",
    ),
];

#[test]
fn journals() {
    all_read(JOURNALS);
    all_read_as_a_list(JOURNALS);
}

/// Numbers, names and organisations of every shape.
const NUMBERS_AND_NAMES: &[(&str, &str)] = &[
    (
        "World Quiet Board. Guideline: iron. Geneva: WQB; 2011.",
        "Report: <World Quiet Board> | 2011 | Guideline: iron | - | - | WQB",
    ),
    (
        "Kern, Nils. 2014. “An Overview of Sleep.” Made Up J 35 (1): 44–50.",
        "Article: Kern+Nils | 2014 | An Overview of Sleep | Made Up J | 44–50 | -",
    ),
    (
        "(1) Smith J. Walking. J Made Up. 2014;12(3):101-9.",
        "Article: Smith+J | 2014 | Walking | J Made Up | 101-9 | -",
    ),
    (
        r#"[1] J. Smith and A. Doe, "Walking," J. Made Up, vol. 12, no. 3, pp. 101-109, 2014."#,
        "Article: Smith+J., Doe+A. | 2014 | Walking | J. Made Up | 101-109 | -",
    ),
    (
        "1. Ahmed S, Lindqvist P, Moreau T. Caffeine before noon and rest at night. Quiet Med J. 2017;45(2):120-8.",
        "Article: Ahmed+S, Lindqvist+P, Moreau+T | 2017 | Caffeine before noon and rest at night | Quiet Med J | 120-8 | -",
    ),
    (
        "2) Ahmed S. Caffeine. Quiet Med J. 2017;45:120.",
        "Article: Ahmed+S | 2017 | Caffeine | Quiet Med J | 120 | -",
    ),
    (
        "3: Ahmed S. Caffeine. Quiet Med J. 2017;45:120.",
        "Article: Ahmed+S | 2017 | Caffeine | Quiet Med J | 120 | -",
    ),
    (
        "4\tAhmed S. Caffeine. Quiet Med J. 2017;45:120.",
        "Article: Ahmed+S | 2017 | Caffeine | Quiet Med J | 120 | -",
    ),
    (
        "• Ahmed S. Caffeine. Quiet Med J. 2017;45:120.",
        "Article: Ahmed+S | 2017 | Caffeine | Quiet Med J | 120 | -",
    ),
    (
        "¹ Ahmed S. Caffeine. Quiet Med J. 2017;45:120.",
        "Article: Ahmed+S | 2017 | Caffeine | Quiet Med J | 120 | -",
    ),
    (
        "[12]. Ahmed S. Caffeine. Quiet Med J. 2017;45:120.",
        "Article: Ahmed+S | 2017 | Caffeine | Quiet Med J | 120 | -",
    ),
    (
        "14 Ahmed S, Moreau T. Caffeine. Quiet Med J. 2017;45:120.",
        "Article: Ahmed+S, Moreau+T | 2017 | Caffeine | Quiet Med J | 120 | -",
    ),
    (
        "Ahmed S, Moreau T. Sleep and St. John's wort vs. placebo: results of phase 2. Quiet Med J. 2017;45:120.",
        "Article: Ahmed+S, Moreau+T | 2017 | Sleep and St. John's wort vs. placebo: results of phase 2 | Quiet Med J | 120 | -",
    ),
    (
        "Ahmed S, Moreau T. The U.S. sleep study (2010-2012): part 1. Quiet Med J. 2017;45:120.",
        "Article: Ahmed+S, Moreau+T | 2017 | The U.S. sleep study (2010-2012): part 1 | Quiet Med J | 120 | -",
    ),
    (
        "Ahmed S, Moreau T. Omega-3 fatty acids, vitamin E and vitamin C in 1,234 adults. Eur J Quiet (Lond). 2017;45:120.",
        "Article: Ahmed+S, Moreau+T | 2017 | Omega-3 fatty acids, vitamin E and vitamin C in 1,234 adults | Eur J Quiet (Lond) | 120 | -",
    ),
    (
        "McDonald JP, MacLeod A, Mc Carthy B, O Brien P. Rest. J Rest. 2017;45:120.",
        "Article: McDonald+JP, MacLeod+A, Mc Carthy+B, O Brien+P | 2017 | Rest | J Rest | 120 | -",
    ),
    (
        "Ahmed S, Moreau T, on behalf of the Quiet Study Group. Rest and sleep. J Rest. 2017;45:120.",
        "Article: Ahmed+S, Moreau+T, <the Quiet Study Group> | 2017 | Rest and sleep | J Rest | 120 | -",
    ),
    (
        "Moreau T (2017). Rest and sleep. J Rest. PMID: 90000021. DOI: 10.5555/r.1.",
        "Article: Moreau+T | 2017 | Rest and sleep | J Rest | - | -",
    ),
    (
        "Moreau, T., Ahmed, S., et al. (2017). Rest and sleep. Journal of Rest, 5(1), 1–9.",
        "Article: Moreau+T., Ahmed+S.… | 2017 | Rest and sleep | Journal of Rest | 1–9 | -",
    ),
    (
        "Moreau, T. (2017). Rest [Review of the book Sleep, by A. Author]. Journal of Rest, 5(1), 1–9.",
        "Article: Moreau+T. | 2017 | Rest | Journal of Rest | 1–9 | -",
    ),
    (
        "Moreau, T. (2017a, 2017b). Rest. Journal of Rest, 5, 1–9.",
        "Article: Moreau+T. | 2017a | Rest | Journal of Rest | 1–9 | -",
    ),
    (
        "Moreau, T., and S. Ahmed. 2017. “Rest.” Journal of Rest 5: 1–9.",
        "Article: Moreau+T., Ahmed+S. | 2017 | Rest | Journal of Rest | 1–9 | -",
    ),
    (
        "Moreau T, Ahmed S. “Rest and sleep”. Journal of Rest. 2017;5(1):1-9.",
        "Article: Moreau+T, Ahmed+S | 2017 | Rest and sleep | Journal of Rest | 1-9 | -",
    ),
    (
        "Moreau T., Ahmed S. Rest and sleep. Journal of Rest, 2017, vol. 5, no. 1, pp. 1–9.",
        "Article: Moreau+T., Ahmed+S. | 2017 | Rest and sleep | Journal of Rest | 1–9 | -",
    ),
    (
        "Moreau, T., & Ahmed, S. Rest and sleep. Journal of Rest, in press.",
        "Article: Moreau+T., Ahmed+S. | - | Rest and sleep | Journal of Rest | - | -",
    ),
    (
        "T. Moreau, S. Ahmed, Rest and sleep, J. Rest 5 (2017) 1–9.",
        "Article: Moreau+T., Ahmed+S. | 2017 | Rest and sleep | J. Rest | 1–9 | -",
    ),
    (
        "T. Moreau and S. Ahmed. Rest and sleep. J. Rest, 5:1–9, 2017.",
        "Article: Moreau+T., Ahmed+S. | 2017 | Rest and sleep | J. Rest | 1–9 | -",
    ),
    (
        "Moreau T, Ahmed S: Rest and sleep: a study. BMC Rest. 2017, 5 (1): 1-10.1186/1234.",
        "Article: Moreau+T, Ahmed+S | 2017 | Rest and sleep: a study | BMC Rest | 1 | -",
    ),
    (
        "Moreau, T. Rest and sleep. J. Rest https://doi.org/10.5555/r.2 (2017).",
        "Article: Moreau+T. | 2017 | Rest and sleep | J. Rest | - | -",
    ),
    (
        "Moreau, T. et al. Rest in mice. Preprint at bioRxiv https://doi.org/10.5555/2020.1 (2020).",
        "Preprint: Moreau+T.… | 2020 | Rest in mice | bioRxiv | - | -",
    ),
    (
        "Moreau T, Ahmed S. Rest and sleep: an overview [published online ahead of print, 2020 May 4]. J Rest. 2020;10.5555/r.3. doi:10.5555/r.3",
        "Article: Moreau+T, Ahmed+S | 2020 | Rest and sleep: an overview | J Rest | - | -",
    ),
    (
        "Moreau T, Ahmed S. Rest and sleep. J Rest. 2020;5(1):1-9. doi:10.5555/r.4. Erratum in: J Rest. 2020;5(2):10. doi:10.5555/r.5",
        "Article: Moreau+T, Ahmed+S | 2020 | Rest and sleep | J Rest | 1-9 | -",
    ),
    (
        "Moreau, Tess, and Sam Ahmed. “Rest and Sleep.” Journal of Rest 5.1 (2017): 1-9. Web. 3 May 2018.",
        "Article: Moreau+Tess, Ahmed+Sam | 2017 | Rest and Sleep | Journal of Rest | 1-9 | -",
    ),
    (
        "National Institute for Rest and Care Excellence. Rest: Clinical guideline [CG1]. 2011. https://nirce.example/cg1 (accessed 3 May 2020).",
        "Webpage: <National Institute for Rest and Care Excellence> | 2011 | Rest: Clinical guideline | - | - | -",
    ),
    (
        "National Institute for Rest. (2011). Rest: Clinical guideline. NIR.",
        "Article: <National Institute for Rest> | 2011 | Rest: Clinical guideline | NIR | - | -",
    ),
    (
        "NIRCE (2011) Rest in adults (CG1). Manchester: NIRCE.",
        "Report: <NIRCE> | 2011 | Rest in adults | - | - | NIRCE",
    ),
    (
        "WQO, FRO. Rest requirements. Rome: FRO; 2004.",
        "Report: <WQO>, <FRO> | 2004 | Rest requirements | - | - | FRO",
    ),
    (
        "European Rest Authority (ERA). Scientific opinion on rest. ERA J. 2015;13(7):4186.",
        "Article: <European Rest Authority (ERA)> | 2015 | Scientific opinion on rest | ERA J | 4186 | -",
    ),
    (
        "ERA Panel on Rest Products, Nutrition and Allergies. Scientific opinion on rest. ERA Journal 2015;13(7):4186, 63 pp. doi:10.5555/era.4186",
        "Article: <ERA Panel on Rest Products, Nutrition and Allergies> | 2015 | Scientific opinion on rest | ERA Journal | 4186 | -",
    ),
    (
        "Office of Dietary Rest. Rest: Fact Sheet for Health Professionals. National Institutes of Rest. Updated June 2, 2022. Accessed March 3, 2023. https://odr.example/rest/",
        "Webpage: <Office of Dietary Rest> | 2022 | Rest: Fact Sheet for Health Professionals | National Institutes of Rest | - | -",
    ),
    (
        "Wang, X.-Y., Li, Q., Zhang, M.-H., Ōe, K., & Šimić, G. (2021). Rest in Asia. Asian Rest, 3(4), 100123.",
        "Article: Wang+X.-Y., Li+Q., Zhang+M.-H., Ōe+K., Šimić+G. | 2021 | Rest in Asia | Asian Rest | 100123 | -",
    ),
    (
        "Ben-Ami, S., D'Angelo, R., St. John, P., & Le Roux, M. (2019). Names at rest. Onomastics, 1, 1–2.",
        "Article: Ben-Ami+S., D'Angelo+R., St. John+P., Le Roux+M. | 2019 | Names at rest | Onomastics | 1–2 | -",
    ),
    (
        "Sukarno. (2018). Rest in Java. Journal of Java, 1(1), 1–9.",
        "Article: <Sukarno> | 2018 | Rest in Java | Journal of Java | 1–9 | -",
    ),
    (
        "Quiet, A. B., III, & Rest, C. D., Jr. (2018). Suffixes. Journal of Names, 1(1), 1–9.",
        "Article: Quiet+A. B. III, Rest+C. D. Jr | 2018 | Suffixes | Journal of Names | 1–9 | -",
    ),
    (
        "Ahmed S, Moreau T. The U.S. sleep study (2010-2012): part 1. Quiet Med J. 2017;45:120.",
        "Article: Ahmed+S, Moreau+T | 2017 | The U.S. sleep study (2010-2012): part 1 | Quiet Med J | 120 | -",
    ),
    (
        "Ahmed S, Moreau T. The sleep study (2010-2012): part 1. Quiet Med J. 2017;45:120.",
        "Article: Ahmed+S, Moreau+T | 2017 | The sleep study (2010-2012): part 1 | Quiet Med J | 120 | -",
    ),
];

#[test]
fn numbers_and_names() {
    all_read(NUMBERS_AND_NAMES);
    all_read_as_a_list(NUMBERS_AND_NAMES);
}

/// Kinds that a second set of references brought up: numbers behind titles, single names, saints, stops that end nothing.
const SECOND_LOOK: &[(&str, &str)] = &[
    (
        "Sukarno, & Moreau, T. (2014). Rest in towns. Journal of Rest, 23, 9–17.",
        "Article: Sukarno+, Moreau+T. | 2014 | Rest in towns | Journal of Rest | 9–17 | -",
    ),
    (
        "Moreau, T., Sukarno, & Ahmed, S. (2014). Rest in towns. Journal of Rest, 23, 9–17.",
        "Article: Moreau+T., Sukarno+, Ahmed+S. | 2014 | Rest in towns | Journal of Rest | 9–17 | -",
    ),
    (
        "Moreau, T., & Sukarno. (2014). Rest in towns. Journal of Rest, 23, 9–17.",
        "Article: Moreau+T., Sukarno+ | 2014 | Rest in towns | Journal of Rest | 9–17 | -",
    ),
    (
        "Sukarno and T. Moreau, “Rest in towns,” J. Rest, vol. 3, pp. 1–9, 2014.",
        "Article: Sukarno+, Moreau+T. | 2014 | Rest in towns | J. Rest | 1–9 | -",
    ),
    (
        "Sukarno, T. Moreau, and H. Kern, “Rest in towns,” J. Rest, vol. 3, pp. 1–9, 2014.",
        "Article: Sukarno+, Moreau+T., Kern+H. | 2014 | Rest in towns | J. Rest | 1–9 | -",
    ),
    (
        "Sukarno, Jan van der Meer, and Lise Weber. 2018. “Rest.” Journal of Rest 27: 401–9.",
        "Article: Sukarno+, van der Meer+Jan, Weber+Lise | 2018 | Rest | Journal of Rest | 401–9 | -",
    ),
    (
        "Kern, José del Carmen, and Lise Weber. 2018. “Rest.” Journal of Rest 27: 401–9.",
        "Article: Kern+José del Carmen, Weber+Lise | 2018 | Rest | Journal of Rest | 401–9 | -",
    ),
    (
        "Moreau, Tess, Juan St. Clair, and Síle Ní Bhriain. 2018. “Rest.” Journal of Rest 27: 401–9.",
        "Article: Moreau+Tess, St. Clair+Juan, Ní Bhriain+Síle | 2018 | Rest | Journal of Rest | 401–9 | -",
    ),
    (
        "Moreau, T., and R. St. Clair. 2018. “Rest.” Journal of Rest 27: 401–9.",
        "Article: Moreau+T., St. Clair+R. | 2018 | Rest | Journal of Rest | 401–9 | -",
    ),
    (
        "Moreau T, Ng A, Q E. Rest in towns. J Rest. 2018;3:1-9.",
        "Article: Moreau+T, Ng+A, Q+E | 2018 | Rest in towns | J Rest | 1-9 | -",
    ),
    (
        "Moreau, T., QUIET Consortium, & Kern, G. (2018). Rest in towns. Journal of Rest, 3, 1–9.",
        "Article: Moreau+T., <QUIET Consortium>, Kern+G. | 2018 | Rest in towns | Journal of Rest | 1–9 | -",
    ),
    (
        "Quiet Society of Wards; European Rest Association. Joint guideline on naps. Berlin: Quiet Press; 2018.",
        "Report: <Quiet Society of Wards>, <European Rest Association> | 2018 | Joint guideline on naps | - | - | Quiet Press",
    ),
    (
        "Nap Friends. n.d. “Resting Well.” Accessed October 2, 2019. https://napfriends.example/living.",
        "Webpage: <Nap Friends> | - | Resting Well | - | - | -",
    ),
    (
        "World Quiet Board. 2015. Rest in Wards. Technical Report Series 45. Geneva: Quiet Press.",
        "Report: <World Quiet Board> | 2015 | Rest in Wards | - | - | Quiet Press",
    ),
    (
        "Quiet Board. Rest in wards: beds and chairs. QB guideline [QB12]. London: Quiet Press; 2006.",
        "Report: <Quiet Board> | 2006 | Rest in wards: beds and chairs | - | - | Quiet Press",
    ),
    (
        "Quiet Board. (2018). Rest survey: First results (Cat. no. 12.0). Quiet Press.",
        "Report: <Quiet Board> | 2018 | Rest survey: First results | - | - | Quiet Press",
    ),
    (
        "Moreau T. Growth of B. lactis in milk. Mt. Pleasant (SC): Quiet Press; 2014.",
        "Book: Moreau+T | 2014 | Growth of B. lactis in milk | - | - | Quiet Press",
    ),
    (
        "Moreau T. Rest vs. Sleep in Dr. Weber’s ward [dissertation]. St. Paul (MN): Quiet University; 2014.",
        "Thesis: Moreau+T | 2014 | Rest vs. Sleep in Dr. Weber’s ward | - | - | Quiet University",
    ),
    (
        "Moreau T, Ahmed S. “We never rest”: naps in night wards. BMC Rest. 2019;19:12.",
        "Article: Moreau+T, Ahmed+S | 2019 | “We never rest”: naps in night wards | BMC Rest | 12 | -",
    ),
    (
        "Moreau, Tess. 2014. “Is an Hour Enough? A Comment on Kern and Others.” Journal of Rest 10 (2): 77–78.",
        "Article: Moreau+Tess | 2014 | Is an Hour Enough? A Comment on Kern and Others | Journal of Rest | 77–78 | -",
    ),
    (
        "MOREAU, T. 1987. The tired years: naps in towns 1939-1954, London, Weber & Kern.",
        "Book: MOREAU+T. | 1987 | The tired years: naps in towns 1939-1954 | - | - | Weber & Kern",
    ),
    (
        "Quiet Rest Agency 2015, Survey of naps in wards, Quiet Press, Wellington, viewed 3 May 2016, <https://qra.example/naps.pdf>.",
        "Report: <Quiet Rest Agency> | 2015 | Survey of naps in wards | - | - | Quiet Press",
    ),
    (
        "T. Moreau and S. Ahmed, Measuring Rest: A Practical Guide, vol. 1. Oxford, U.K.: Quiet Press, 2010, pp. 15–64.",
        "Book: Moreau+T., Ahmed+S. | 2010 | Measuring Rest: A Practical Guide | - | 15–64 | Quiet Press",
    ),
    (
        "Quiet Society of Wards, Guideline for Naps, QSW Guideline 14-2018, 2018.",
        "Report: <Quiet Society of Wards> | 2018 | Guideline for Naps | - | - | -",
    ),
    (
        "Sukarno, & Hartono. (2014). Rest in towns. Journal of Rest, 23, 9–17.",
        "Article: Sukarno+, Hartono+ | 2014 | Rest in towns | Journal of Rest | 9–17 | -",
    ),
    (
        "T. Moreau, Rest in Towns. St. Paul, MN, USA: Quiet Press, 2014.",
        "Book: Moreau+T. | 2014 | Rest in Towns | - | - | Quiet Press",
    ),
    (
        "Quiet Board. “How much rest is too much?” qb.example.org. Accessed May 3, 2019. https://qb.example.org/rest.",
        "Webpage: <Quiet Board> | - | How much rest is too much? | qb.example.org | - | -",
    ),
];

#[test]
fn second_look() {
    all_read(SECOND_LOOK);
    all_read_as_a_list(SECOND_LOOK);
}

#[test]
fn a_stop_that_may_end_the_title_is_a_doubt() {
    let line = "Moreau, Tess. 2011. Meals in the U.S. Mt. Pleasant, SC: Quiet Press.";
    let gathered = references::read_text(line);
    assert!(gathered.records.is_empty());
    assert_eq!(gathered.unread.len(), 1);
}

#[test]
fn a_note_between_a_doi_and_more_words_does_not_join_the_two() {
    let line = "A. Berg and C. Cole, “Iron in tea,” Clin. Rest, vol. 3, no. 2, pp. 5–9, 2023, doi: 10.5555/rest.2023.06.004. [Online]. Available: https://rest.example.org/004";
    let gathered = references::read_text(line);
    assert_eq!(gathered.unread, []);
    let doi = gathered.records[0].record.doi.as_deref();
    assert_eq!(doi, Some("10.5555/rest.2023.06.004"));
}

#[test]
fn names_in_two_orders_are_not_read() {
    let line = "Moreau, Tess, Sukarno, Nils Kern, and Lise Weber. 2018. “Rest.” Journal of Rest 27: 401–9.";
    let gathered = references::read_text(line);
    assert!(gathered.records.is_empty());
    assert_eq!(gathered.unread.len(), 1);
}

/// What rendered lists of real works held: preprints, newspapers, parts of sites, reports, names of every order.
const RENDERED: &[(&str, &str)] = &[
    (
        "Kern N, Stone I. Naps at work. medRxiv. Preprint posted online April 5, 2019. doi:10.5555/2019.04.05.1",
        "Preprint: Kern+N, Stone+I | 2019 | Naps at work | medRxiv | - | -",
    ),
    (
        "Kern, N., Stone, I. & Hale, N. Naps at work. Preprint at https://doi.org/10.5555/2019.04.05.1 (2019).",
        "Preprint: Kern+N., Stone+I., Hale+N. | 2019 | Naps at work | - | - | -",
    ),
    (
        "Kern, Nils, and Ira Stone. 2019. “Naps at Work.” Preprint. bioRxiv, April 5. https://doi.org/10.5555/2019.04.05.1.",
        "Preprint: Kern+Nils, Stone+Ira | 2019 | Naps at Work | bioRxiv | - | -",
    ),
    (
        "Kern N. Naps at work. Quiet J Med. Published online May 2019. doi:10.5555/naps",
        "Article: Kern+N | 2019 | Naps at work | Quiet J Med | - | -",
    ),
    (
        "Kern N. Naps at work. Quiet J Med 2019; published online May 22. DOI:10.5555/naps.",
        "Article: Kern+N | 2019 | Naps at work | Quiet J Med | - | -",
    ),
    (
        "Kern N. Quiet Site [Internet]. Berlin: Quiet Board; 2015 [cited 2020 Feb 3]. Naps at work. Available from: https://quiet.example/naps",
        "Webpage: Kern+N | 2015 | Naps at work | Quiet Site | - | Quiet Board",
    ),
    (
        "Kern, N. (2014, May 3). Naps at work. Retrieved March 3, 2020, from Quiet Site website: https://quiet.example/naps",
        "Webpage: Kern+N. | 2014 | Naps at work | Quiet Site | - | -",
    ),
    (
        "Quiet Board. (2014). Naps at work: A review (TR-2014-3). Quiet Council. https://quiet.example/naps",
        "Webpage: <Quiet Board> | 2014 | Naps at work: A review | Quiet Council | - | -",
    ),
    (
        "Quiet Board. (2020). Naps and coronavirus disease 2019 (COVID-19). Quiet Council. https://quiet.example/naps",
        "Webpage: <Quiet Board> | 2020 | Naps and coronavirus disease 2019 (COVID-19) | Quiet Council | - | -",
    ),
    (
        "Kern N. Naps at work. Vol. 4. Quiet Press; 2000.",
        "Book: Kern+N | 2000 | Naps at work | - | - | Quiet Press",
    ),
    (
        "N. Kern and I. Stone, Naps at work, vol. 4. Berlin: Quiet Press, 2000.",
        "Book: Kern+N., Stone+I. | 2000 | Naps at work | - | - | Quiet Press",
    ),
    (
        "Kern N. Naps in towns, 2011. 8th ed. de Gruyter; 2012.",
        "Book: Kern+N | 2012 | Naps in towns, 2011 | - | - | de Gruyter",
    ),
    (
        "Kern N, Stone I. Naps at work. figshare; 2006. doi:10.5555/naps",
        "Book: Kern+N, Stone+I | 2006 | Naps at work | - | - | figshare",
    ),
    (
        "Kern N. Naps at work: a model. PhD thesis. University of Rest; 2014.",
        "Thesis: Kern+N | 2014 | Naps at work: a model | - | - | University of Rest",
    ),
    (
        "Kern, N. & Stone, I. Naps at work. in Handbook of Rest 118–129 (Quiet Press, Berlin, 2022).",
        "Chapter: Kern+N., Stone+I. | 2022 | Naps at work | Handbook of Rest | 118–129 | Quiet Press, Berlin",
    ),
    (
        "Kern, N., & Stone, I. (2006). Naps at work. Proceedings of the Quiet Congress, 51–58. Berlin: Quiet Press.",
        "Conference: Kern+N., Stone+I. | 2006 | Naps at work | Proceedings of the Quiet Congress | 51–58 | Quiet Press",
    ),
    (
        "Kern, N. et al. Welcome to rest. Journal of Open Rest 4, 1686 (2019).",
        "Article: Kern+N.… | 2019 | Welcome to rest | Journal of Open Rest | 1686 | -",
    ),
    (
        "Kern, N.A., Stone, I., Quiet-2 Collaborators, 2019. Naps at work. Journal of Rest 12, 3–9.",
        "Article: Kern+N.A., Stone+I., <Quiet-2 Collaborators> | 2019 | Naps at work | Journal of Rest | 3–9 | -",
    ),
    (
        "Ely, E. W., Sharon K. Inman, J. Andre Kern, Luis A. García Prado, and Thị Minh Nguyễn. 2019. “Naps at Work.” Journal of Rest 12 (3): 3–9.",
        "Article: Ely+E. W., Inman+Sharon K., Kern+J. Andre, García Prado+Luis A., Nguyễn+Thị Minh | 2019 | Naps at Work | Journal of Rest | 3–9 | -",
    ),
    (
        "Sungur, C. Timur, Oliver Kern, and Frank Stone. 2014. “Naps at Work.” Journal of Rest 12 (3): 3–9.",
        "Article: Sungur+C. Timur, Kern+Oliver, Stone+Frank | 2014 | Naps at Work | Journal of Rest | 3–9 | -",
    ),
    (
        "Ashdown III, R. P., Haq, S. ul, King, M. L., II, & Rahman, A. bint. (2014). Naps. Journal of Rest, 12(3), 3–9.",
        "Article: Ashdown+R. P. III, ul Haq+S., King+M. L. II, bint Rahman+A. | 2014 | Naps | Journal of Rest | 3–9 | -",
    ),
    (
        "Mering C von, Kern N, King ML II, Brook TJ Jr., Hale N. Naps. J Rest. 2014;12(3):3-9.",
        "Article: von Mering+C, Kern+N, King+ML II, Brook+TJ Jr, Hale+N | 2014 | Naps | J Rest | 3-9 | -",
    ),
    (
        "Zhu F, Han B. Update of TTD: Therapeutic Target Database. Quiet Acids Res. 2010;38(Database issue):D787-91.",
        "Article: Zhu+F, Han+B | 2010 | Update of TTD: Therapeutic Target Database | Quiet Acids Res | D787-91 | -",
    ),
    (
        "Kern, N., Stone, I., n.d. Naps at work. Journal of Rest. https://doi.org/10.5555/naps",
        "Article: Kern+N., Stone+I. | - | Naps at work | Journal of Rest | - | -",
    ),
];

#[test]
fn rendered() {
    all_read(RENDERED);
}

/// Small things that real lists have beside what the styles ask for.
const SLIPS_AND_EXTRAS: &[(&str, &str)] = &[
    (
        "Kern, Nils, and Ira Stone. 2021. “Naps at Work.” Quiet Rest 5, no. 4 (October): 311–29.",
        "Article: Kern+Nils, Stone+Ira | 2021 | Naps at Work | Quiet Rest | 311–29 | -",
    ),
    (
        "[No authors listed]. A note on naps. Quiet Lett. 2012;24(7):49-52.",
        "Article:  | 2012 | A note on naps | Quiet Lett | 49-52 | -",
    ),
    (
        "Kern, M. del C., & Stone, T. de A. (2012). Naps at work. Quiet Rest, 9(4), 301–308.",
        "Article: Kern+M. del C., Stone+T. de A. | 2012 | Naps at work | Quiet Rest | 301–308 | -",
    ),
    (
        "Chen, Y-L., Stone, I. and Berg, O. (2023) ‘Naps at work’, Quiet Rest, 108(2), pp. 101–106.",
        "Article: Chen+Y-L., Stone+I., Berg+O. | 2023 | Naps at work | Quiet Rest | 101–106 | -",
    ),
    (
        "Kern N, Stone I. Naps at work. The Quiet Courier. 2021 Jul 3;Sect. A:5 (col. 2).",
        "Article: Kern+N, Stone+I | 2021 | Naps at work | The Quiet Courier | A:5 | -",
    ),
    (
        "Kern, N., & Stone, I. (2021). Naps by county, 2010–2020 (Version 3) [Data set]. Quiet Archive.",
        "Article: Kern+N., Stone+I. | 2021 | Naps by county, 2010–2020 | Quiet Archive | - | -",
    ),
    (
        "Kern N, Stone I. Naps by county [dataset]. Version 1.2. 2021 Feb 11 [cited 2022 Jan 5]. Quiet Archive. Available from: https://doi.org/10.5555/naps",
        "Article: Kern+N, Stone+I | 2021 | Naps by county | Quiet Archive | - | -",
    ),
    (
        "Kern N. Water and vasopressin. V2 receptor antagonists in practice. Quiet Rest. 2012;24(7):49-52.",
        "Article: Kern+N | 2012 | Water and vasopressin. V2 receptor antagonists in practice | Quiet Rest | 49-52 | -",
    ),
    (
        "Kern N. The Nap Scale (Version 2) in old age. Quiet Rest. 2012;24(7):49-52.",
        "Article: Kern+N | 2012 | The Nap Scale (Version 2) in old age | Quiet Rest | 49-52 | -",
    ),
];

#[test]
fn slips_and_extras() {
    all_read(SLIPS_AND_EXTRAS);
}

#[test]
fn what_is_in_press_says_so_in_the_source_line() {
    for (reference, line) in [
        (
            "Berg O, Cole C. Iron in tea. J Tea. In press.",
            "Berg O, Cole C (in press). Iron in tea. J Tea.",
        ),
        (
            "Berg, O. (forthcoming). Iron in tea. Journal of Tea.",
            "Berg O (forthcoming). Iron in tea. Journal of Tea.",
        ),
        (
            "Berg, O. (n.d.). Iron in press releases. Quiet Board. https://quiet.example/tea",
            "Berg O (n.d.). Iron in press releases. Quiet Board. https://quiet.example/tea.",
        ),
    ] {
        let gathered = references::read_text(reference);
        let lines: Vec<String> = gathered
            .records
            .iter()
            .map(|gained| references::write_line(&gained.record, references::HouseForm::default()))
            .collect();
        assert_eq!(lines, [line]);
        // What was written is read as the same.
        let again = copydesk::entry::sources::read_line(line);
        assert_eq!(
            references::of_source(line, &again).undated,
            gathered.records[0].record.undated
        );
    }
}

#[test]
fn what_was_understood_in_part_is_named() {
    for reference in [
        // A year and a title behind it are no title.
        "Kern, N., Stone 4, I., 2014. Naps at work. Journal of Rest 12, 3–9.",
        // Title or site.
        "Quiet Board (2014) Naps and sleep in old age, Quiet Site. Available at: https://quiet.example/naps.",
        // The stop of a short word ended the name of an organisation, or a title.
        "[9] Guideline for Naps at Work, Int. Fed. Quiet Nurses, Geneva, Switzerland, 2017.",
        "Quiet Board (2021) Naps bulletin no. 12. Lorne: Quiet Press.",
        // Authors that are none.
        "Supriyo, Aji Prase Wibawa, Suyo, and Fachrul Kurnia. 2024. “Naps at Work.” Journal of Rest 16: 3–9.",
    ] {
        let gathered = references::read_text(reference);
        assert!(!gathered.unread.is_empty(), "{reference}: {gathered:?}");
    }
}
