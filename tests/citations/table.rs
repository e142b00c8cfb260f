//! Phrases that are citations and phrases that are none, with what is made of each.

use super::{entry, read, shown};

const SOURCES: &str = "\
1. Archer J, Bell R (2016). Evening light and sleep. Annals of Ordinary Days. PMID: 27000001. DOI: 10.5555/aod.1.
2. Castellan M (2014). Slow breathing. Field Notes in Rest. PMID: 24000002. DOI: 10.5555/fnr.2.
3. Castellan M (2017). Slow breathing again. Field Notes in Rest. PMID: 27000003.
4. Dunmore K, Eastby L, Fenwright P (2012). Mild thirst. Journal of Small Habits. PMID: 22000004.
5. García-Prado L, O'Tarrant S (2019). Oat fibre. Journal of Small Habits. PMID: 31000005.
6. van der Holt A et al. (2018). Winter daylight. Annals of Ordinary Days.
7. Ingersund B (2009a). Room temperature. Annals of Ordinary Days.
8. Ingersund B (2009b). Room temperature at night. Annals of Ordinary Days.
9. Scientific Advisory Committee on Nutrition (SACN) (2016). A review of daylight. Government Reports.
10. Merriden C, Northam D (2021). Warm milk. Annals of Ordinary Days. PMID: 33000010.
11. Merriden C, Quill E (2021). Warm milk, second part. Annals of Ordinary Days. PMID: 33000011.
12. NIH Office of Dietary Supplements. Iron: fact sheet. NIH Office of Dietary Supplements. https://ods.example/iron.
13. Jessamy H et al. Stair climbing (chapter in a book). Quarterly of Plain Findings. https://books.example/7.
14. May T (2015). A short nap. Field Notes in Rest.
15. World Health Organization (2012). Salt in food. World Health Organization.
16. Łopacki W, Rosscairn T (2011). Grip strength. Annals of Ordinary Days. PMID: 21000016.
17. Halloway U (2013). Noise at night. Field Notes in Rest. DOI: 10.5555/fnr(13)7.
18. Lloyd Jones A, Kestrelby B (2010). Morning stiffness. Annals of Ordinary Days.
19. Society of Evening Walkers (SEW) (2020). Guidance for walkers. Society of Evening Walkers.";

/// What is written, and the citations in it, one after another with `;` between.
const TABLE: &[(&str, &str)] = &[
    // A name and a year.
    ("This was seen before (Archer 2016).", "Archer 2016 =1"),
    ("Archer 2016 saw it first.", "Archer 2016 =1"),
    ("The Archer 2016 effect was small.", "Archer 2016 =1"),
    ("Archer (2016) saw it.", "Archer (2016) =1"),
    ("Archer [2016] saw it.", "Archer [2016] =1"),
    ("Archer, 2016", "Archer, 2016 =1"),
    ("(Archer, 2016)", "Archer, 2016 =1"),
    ("Archer's 2016 trial ran for a year.", "Archer's 2016 =1"),
    ("Archer’s 2016 trial ran for a year.", "Archer’s 2016 =1"),
    ("Archer’s (2016) trial", "Archer’s (2016) =1"),
    ("as Archer 2016, a small trial, shows", "Archer 2016 =1"),
    ("Archer\u{a0}2016 saw it.", "Archer\u{a0}2016 =1"),
    ("It helped: Archer 2016.", "Archer 2016 =1"),
    (
        "**Archer 2016** and *Castellan 2014*",
        "Archer 2016 =1; Castellan 2014 =2",
    ),
    ("*Archer* 2016", "Archer 2016 =1"),
    ("Archer\n2016", "Archer 2016 =1"),
    ("“Archer 2016” is quoted", "Archer 2016 =1"),
    ("Archer 2016: 40 adults, 8 weeks.", "Archer 2016 =1"),
    ("Archer 2016—a trial", "Archer 2016 =1"),
    ("— Archer 2016", "Archer 2016 =1"),
    ("(see Archer 2016)", "Archer 2016 =1"),
    (
        "(e.g. Archer 2016; cf. Castellan 2017)",
        "Archer 2016 =1; Castellan 2017 =3",
    ),
    ("ARCHER 2016", "ARCHER 2016 =1"),
    ("Archer J 2016", "Archer J 2016 =1"),
    ("J. Archer 2016", "Archer 2016 =1"),
    ("Archer 2016 was in a training context.", "Archer 2016 =1"),
    (
        "the Archer 2016 participants slept longer",
        "Archer 2016 =1",
    ),
    (
        "Compared with Archer 2016 and Castellan 2014, it is small.",
        "Archer 2016 =1; Castellan 2014 =2",
    ),
    ("Joan Archer 2016", "Archer 2016 =1"),
    ("Professor Archer 2016", "Archer 2016 =1"),
    (
        "Archer 2016 to Castellan 2014",
        "Archer 2016 =1; Castellan 2014 =2",
    ),
    (
        "Archer 2016/Castellan 2014",
        "Archer 2016 =1; Castellan 2014 =2",
    ),
    // Two and more names.
    ("Archer and Bell 2016 saw it.", "Archer and Bell 2016 =1"),
    ("Archer & Bell 2016", "Archer & Bell 2016 =1"),
    ("Archer and Bell (2016)", "Archer and Bell (2016) =1"),
    ("(Archer & Bell, 2016)", "Archer & Bell, 2016 =1"),
    ("Archer and Bell's 2016 trial", "Archer and Bell's 2016 =1"),
    (
        "However, Archer and Bell 2016 saw none.",
        "Archer and Bell 2016 =1",
    ),
    (
        "In Norway, Archer and Bell 2016 saw none.",
        "Archer and Bell 2016 =1",
    ),
    (
        "For Sandoval, Archer and Bell 2016 settles it.",
        "Archer and Bell 2016 =1",
    ),
    (
        "Dunmore, Eastby and Fenwright 2012",
        "Dunmore, Eastby and Fenwright 2012 =4",
    ),
    (
        "Dunmore, Eastby, & Fenwright (2012)",
        "Dunmore, Eastby, & Fenwright (2012) =4",
    ),
    (
        "Archer, J., & Bell, R. (2016)",
        "Archer, J., & Bell, R. (2016) =1",
    ),
    ("Archer/Bell 2016", "Archer/Bell 2016 =1"),
    ("Archer–Bell 2016", "Archer–Bell 2016 =1"),
    ("Archer + Bell 2016", "Archer + Bell 2016 =1"),
    ("Archer, Bell 2016", "Archer, Bell 2016 =1"),
    ("For Sandoval, Archer 2016 settles it.", "Archer 2016 =1"),
    ("Dunmore and Eastby 2012", "Dunmore and Eastby 2012 =4"),
    (
        "Dunmore K, Eastby L, Fenwright P 2012",
        "Dunmore K, Eastby L, Fenwright P 2012 =4",
    ),
    (
        "García-Prado and O’Tarrant 2019",
        "García-Prado and O’Tarrant 2019 =5",
    ),
    (
        "Garcia-Prado and O'Tarrant 2019",
        "Garcia-Prado and O'Tarrant 2019 =5",
    ),
    ("Garcia Prado 2019", "Garcia Prado 2019 =5"),
    ("Lopacki 2011", "Lopacki 2011 =16"),
    (
        "Łopacki and Rosscairn 2011",
        "Łopacki and Rosscairn 2011 =16",
    ),
    ("van der Holt 2018", "van der Holt 2018 =6"),
    ("Van der Holt 2018", "Van der Holt 2018 =6"),
    ("Holt 2018", "Holt 2018 =6"),
    (
        "van der Holt and Winslow 2018",
        "van der Holt and Winslow 2018 =6",
    ),
    ("Lloyd Jones 2010", "Lloyd Jones 2010 =18"),
    (
        "Lloyd-Jones and Kestrelby 2010",
        "Lloyd-Jones and Kestrelby 2010 =18",
    ),
    ("Magnesium and Archer 2016", "Archer 2016 =1"),
    // Et al. and its like.
    ("Dunmore et al 2012", "Dunmore et al 2012 =4"),
    ("Dunmore et al. 2012", "Dunmore et al. 2012 =4"),
    ("Dunmore et al. (2012)", "Dunmore et al. (2012) =4"),
    ("Dunmore et al.2012", "Dunmore et al.2012 =4"),
    ("Dunmore et al., 2012", "Dunmore et al., 2012 =4"),
    ("Dunmore, et al. 2012", "Dunmore, et al. 2012 =4"),
    ("Dunmore *et al.* (2012)", "Dunmore et al. (2012) =4"),
    ("Dunmore et al.’s 2012 paper", "Dunmore et al.’s 2012 =4"),
    (
        "Dunmore and colleagues 2012",
        "Dunmore and colleagues 2012 =4",
    ),
    (
        "Dunmore and colleagues (2012)",
        "Dunmore and colleagues (2012) =4",
    ),
    (
        "Dunmore and colleagues’ 2012 trial",
        "Dunmore and colleagues’ 2012 =4",
    ),
    ("Dunmore & colleagues 2012", "Dunmore & colleagues 2012 =4"),
    (
        "Dunmore and co-workers 2012",
        "Dunmore and co-workers 2012 =4",
    ),
    (
        "Dunmore and colleagues, in 2012, found",
        "Dunmore and colleagues, in 2012 =4",
    ),
    ("Dunmore et al. in 2012", "Dunmore et al. in 2012 =4"),
    (
        "Dunmore, Eastby et al. 2012",
        "Dunmore, Eastby et al. 2012 =4",
    ),
    (
        "Archer 2016, Dunmore et al. 2012",
        "Archer 2016 =1; Dunmore et al. 2012 =4",
    ),
    ("Jessamy et al. describe it.", "Jessamy et al. =13"),
    ("Castellan et al. describe it.", "Castellan et al. =2|3"),
    ("Nobody et al. describe it.", ""),
    // Several years, letters.
    (
        "Castellan 2014 and 2017",
        "Castellan 2014 =2; Castellan 2017 =3",
    ),
    (
        "Castellan (2014, 2017)",
        "Castellan (2014) =2; Castellan 2017 =3",
    ),
    (
        "(Castellan 2014, 2017; Archer 2016)",
        "Castellan 2014 =2; Castellan 2017 =3; Archer 2016 =1",
    ),
    (
        "(Castellan 2014; 2017)",
        "Castellan 2014 =2; Castellan 2017 =3",
    ),
    (
        "Castellan 2014 & 2017",
        "Castellan 2014 =2; Castellan 2017 =3",
    ),
    ("Castellan 2014 and 2017 trials", "Castellan 2014 =2"),
    ("between Castellan 2014 and 2018", "Castellan 2014 =2"),
    ("Ingersund 2009a", "Ingersund 2009a =7"),
    ("Ingersund 2009b", "Ingersund 2009b =8"),
    ("Ingersund 2009", "Ingersund 2009 =7|8"),
    ("Ingersund 2009c", "Ingersund 2009c =!~7"),
    (
        "Ingersund 2009a, b",
        "Ingersund 2009a =7; Ingersund 2009b =8",
    ),
    (
        "Ingersund 2009a and 2009b",
        "Ingersund 2009a =7; Ingersund 2009b =8",
    ),
    (
        "Ingersund 2009a/2009b",
        "Ingersund 2009a =7; Ingersund 2009b =8",
    ),
    ("Archer 2016a", "Archer 2016a =1"),
    // Lists in brackets.
    (
        "(Archer 2016; Castellan 2014)",
        "Archer 2016 =1; Castellan 2014 =2",
    ),
    (
        "(Archer 2016, Castellan 2014)",
        "Archer 2016 =1; Castellan 2014 =2",
    ),
    (
        "(Archer and Bell 2016; Dunmore et al. 2012; SACN 2016)",
        "Archer and Bell 2016 =1; Dunmore et al. 2012 =4; SACN 2016 =9",
    ),
    ("(older work: Castellan 2014)", "Castellan 2014 =2"),
    // Identifiers beside a name, and alone.
    (
        "(Archer 2016 Annals PMID 27000001)",
        "Archer 2016 #27000001 =1",
    ),
    (
        "(Archer 2016 Annals of Ordinary Days, PMID: 27000001)",
        "Archer 2016 #27000001 =1",
    ),
    (
        "Archer and Bell 2016 (PMID 27000001) showed",
        "Archer and Bell 2016 #27000001 =1",
    ),
    ("Archer 2016, PMID 27000001", "Archer 2016 #27000001 =1"),
    ("(Archer 2016; PMID 27000001)", "Archer 2016 #27000001 =1"),
    ("Archer (2016; PMID 27000001)", "Archer (2016) #27000001 =1"),
    (
        "Archer (2016) [PMID 27000001]",
        "Archer (2016) #27000001 =1",
    ),
    (
        "Archer 2016 SR/MA (PMID 27000001)",
        "Archer 2016 #27000001 =1",
    ),
    (
        "Archer 2016 review (PMID 27000001)",
        "Archer 2016 #27000001 =1",
    ),
    ("Archer 2016. PMID: 27000001.", "Archer 2016 #27000001 =1"),
    (
        "Archer 2016 (PMID [27000001](https://pubmed.ncbi.nlm.nih.gov/27000001/))",
        "Archer 2016 #27000001 =1",
    ),
    (
        "[Archer 2016](https://pubmed.ncbi.nlm.nih.gov/27000001/)",
        "Archer 2016 #27000001 =1",
    ),
    (
        "[Castellan 2014](https://doi.org/10.5555/fnr.2)",
        "Castellan 2014 @10.5555/fnr.2 =2",
    ),
    (
        "Castellan 2014 (doi: 10.5555/fnr.2)",
        "Castellan 2014 @10.5555/fnr.2 =2",
    ),
    (
        "Castellan 2014 (https://doi.org/10.5555/fnr.2)",
        "Castellan 2014 @10.5555/fnr.2 =2",
    ),
    (
        "Castellan 2014 (PMID 24000002, DOI 10.5555/fnr.2)",
        "Castellan 2014 #24000002 @10.5555/fnr.2 =2",
    ),
    (
        "Castellan 2014 and 2017 (PMIDs 24000002 and 27000003)",
        "Castellan 2014 #24000002 =2; Castellan 2017 #27000003 =3",
    ),
    ("Archer (PMID 27000001)", "Archer #27000001 =1"),
    (
        "Archer and Bell (PMID 27000001)",
        "Archer and Bell #27000001 =1",
    ),
    (
        "Dunmore et al. (PMID 22000004)",
        "Dunmore et al. #22000004 =4",
    ),
    ("PMID 27000001 (Archer 2016)", "Archer 2016 #27000001 =1"),
    (
        "One trial (PMID 27000001) saw it.",
        "PMID 27000001 #27000001 =1",
    ),
    ("See PMID: 27000001.", "PMID: 27000001 #27000001 =1"),
    (
        "PMIDs 27000001, 24000002",
        "PMIDs 27000001 #27000001 =1; 24000002 #24000002 =2",
    ),
    (
        "See 10.5555/fnr(13)7.",
        "10.5555/fnr(13)7 @10.5555/fnr(13)7 =17",
    ),
    ("Iron (PMID 27000001)", "PMID 27000001 #27000001 =1"),
    ("PMID 99999999", "PMID 99999999 #99999999 =!"),
    (
        "Archer 2016 helped. Another trial (PMID 24000002) did not.",
        "Archer 2016 =1; PMID 24000002 #24000002 =2",
    ),
    (
        "Archer 2016, Castellan (PMID 24000002)",
        "Archer 2016 =1; Castellan #24000002 =2",
    ),
    // Organisations.
    ("SACN 2016", "SACN 2016 =9"),
    ("SACN (2016)", "SACN (2016) =9"),
    ("(SACN, 2016)", "SACN, 2016 =9"),
    ("SACN’s 2016 review", "SACN’s 2016 =9"),
    (
        "the Scientific Advisory Committee on Nutrition 2016",
        "Scientific Advisory Committee on Nutrition 2016 =9",
    ),
    (
        "Scientific Advisory Committee on Nutrition (SACN) 2016",
        "Scientific Advisory Committee on Nutrition (SACN) 2016 =9",
    ),
    (
        "Scientific Advisory Committee on Nutrition (SACN, 2016)",
        "Scientific Advisory Committee on Nutrition (SACN, 2016) =9",
    ),
    ("SACN advises 10 µg a day.", "SACN =9"),
    ("WHO guideline 2012", "WHO guideline 2012 =15"),
    (
        "World Health Organization (2012)",
        "World Health Organization (2012) =15",
    ),
    (
        "World Health Organisation 2012",
        "World Health Organisation 2012 =15",
    ),
    ("NIH ODS gives a table.", "NIH ODS =12"),
    (
        "the NIH Office of Dietary Supplements",
        "NIH Office of Dietary Supplements =12",
    ),
    (
        "the Office of Dietary Supplements",
        "Office of Dietary Supplements =12",
    ),
    ("NIH ODS 2021", "NIH ODS 2021 =!~12"),
    ("SEW 2020", "SEW 2020 =19"),
    (
        "Society of Evening Walkers (2020)",
        "Society of Evening Walkers (2020) =19",
    ),
    ("SACN 2015", "SACN 2015 =!~9"),
    ("NICE 2019", "NICE 2019 =!"),
    ("NICE has no view.", ""),
    ("WHO-led work", ""),
    ("who 2012", ""),
    // Two that fit are not decided between.
    ("Merriden 2021", "Merriden 2021 =10|11"),
    ("Merriden et al. 2021", "Merriden et al. 2021 =10|11"),
    ("Merriden and Northam 2021", "Merriden and Northam 2021 =10"),
    ("Merriden and Quill 2021", "Merriden and Quill 2021 =11"),
    (
        "Merriden 2021 (PMID 33000011)",
        "Merriden 2021 #33000011 =11",
    ),
    // Unlisted, wrong, and at odds.
    ("Winslow and Pryor 2021 SR/MA", "Winslow and Pryor 2021 =!"),
    ("Winslow et al. 2021", "Winslow et al. 2021 =!"),
    ("Winslow (2021)", "Winslow (2021) =!"),
    ("(Winslow 2021)", "Winslow 2021 =!"),
    ("Winslow 2021 (PMID 12345678)", "Winslow 2021 #12345678 =!"),
    ("Winslow 2021 agrees.", "Winslow 2021 =?"),
    ("Archer 2015", "Archer 2015 =!~1"),
    ("Archer 2009", "Archer 2009 =!~1"),
    ("Archr 2016 saw it", "Archr 2016 =?~1"),
    ("Arhcer and Bell 2016", "Arhcer and Bell 2016 =!~1"),
    ("Bell 2016", "Bell 2016 =!~1"),
    ("Bell and Archer 2016", "Bell and Archer 2016 =!~1"),
    ("Archer and Winslow 2016", "Archer and Winslow 2016 =!~1"),
    ("Jessamy et al. 2013", "Jessamy et al. 2013 =!~13"),
    ("Archer 2016 (PMID 24000002)", "Archer 2016 #24000002 =x2"),
    (
        "(Winslow 2014 Field Notes PMID 24000002)",
        "Winslow 2014 #24000002 =x2",
    ),
    (
        "Castellan 2015 (PMID 24000002)",
        "Castellan 2015 #24000002 =y2",
    ),
    ("Archer 2016 (PMID 11111111)", "Archer 2016 #11111111 =i1"),
    // An author whose name is a word.
    ("May (2015) slept.", "May (2015) =14"),
    ("May et al. 2015", "May et al. 2015 =14"),
    ("in May 2015", ""),
    ("May 2015 was warm.", ""),
    // Dates.
    ("In March 2024 it changed.", ""),
    ("on 29 April 2026", ""),
    ("April 29, 2026", ""),
    ("Reviewed (March 2024)", ""),
    ("Monday, 2016", ""),
    ("Sept 2020", ""),
    ("March and April 2020", ""),
    ("Spring 2019", ""),
    ("the Winter 2014/15 season", ""),
    ("Winter 2014", ""),
    ("Ramadan 2019", ""),
    ("Since 2016 it is known.", ""),
    ("In 2016 it was known.", ""),
    ("By 2016, Until 2017, During 2018, Around 2019", ""),
    ("From 2016 to 2018", ""),
    ("Published 2016, Updated 2019", ""),
    ("the 1990s and 2000s", ""),
    ("Castellan wrote in 2014 that", "Castellan wrote in 2014 =2"),
    ("in 2016, Archer saw it", "2016, Archer =1"),
    ("According to Archer, 2016 was dry.", ""),
    ("Archer (2016 to 2018)", ""),
    ("Sandoval, 2016 was dry.", ""),
    // Amounts and counts.
    ("vitamin D 2000 IU", ""),
    ("Vitamin D 2000 IU", ""),
    ("Cholecalciferol 2000 IU daily", ""),
    ("Tocopherol 2000 mg", ""),
    ("Tocopherol (2000 mg)", ""),
    ("Tocopherol 2000\u{a0}µg", ""),
    ("Lutein 2000 to 4000 IU", ""),
    ("In Norwich 2016 participants walked.", ""),
    ("Sandoval 2016 participants walked.", ""),
    ("Sandoval 2016 healthy older adults walked.", ""),
    ("Sandoval 2000-calorie plan", ""),
    ("Sandoval 2000 kcal", ""),
    ("Sandoval 2016–2018", ""),
    ("Sandoval 2016-2018", ""),
    ("Of 2016 women, 1984 answered.", ""),
    ("Altogether 2016 people", ""),
    ("Nearly 2000 steps", ""),
    ("Figure 2016", ""),
    ("Sandoval 2000 m above the sea", ""),
    ("Sandoval 2000%", ""),
    // Products.
    ("Windows Server 2016", ""),
    ("Windows 2000", ""),
    ("Microsoft Office 2019", ""),
    ("Excel 2016 was used.", ""),
    ("Holland & Barrett 2021", ""),
    ("Johnson and Johnson (2019)", ""),
    ("the Harbour Lamp 2020", ""),
    ("the Harbour Lamp (2020)", ""),
    ("iPhone 2020", ""),
    // Laws, tables, surveys, events, places.
    ("the Medicines Act 1968", ""),
    ("Care Act (2014)", ""),
    ("Human Medicines Regulations 2012", ""),
    ("Regulation (EU) 2016/679", ""),
    ("Directive 2002/46/EC", ""),
    ("Food Safety Order 1990", ""),
    ("Declaration of Helsinki 1964", ""),
    ("Table 2016", ""),
    ("Appendix 2012", ""),
    ("National Diet and Nutrition Survey 2016", ""),
    ("Health Survey for England 2019", ""),
    ("Census 2011", ""),
    ("NHANES 2005–2006", ""),
    ("NHANES 2012", ""),
    ("NDNS (2019)", ""),
    ("Eurobarometer 2018", ""),
    ("UK Biobank 2020", ""),
    ("London 2012", ""),
    ("Global Burden of Disease 2019", ""),
    ("the Tokyo 2020 Games", ""),
    ("Expo 2020", ""),
    ("Health and Safety 2016", ""),
    ("Diet and Nutrition 2016", ""),
    ("(Lancet 2016)", ""),
    ("Lancet 2016;387:1–9", ""),
    ("Version 2019", ""),
    ("Covid-19 2020", ""),
    ("HbA1c 2016", ""),
    ("eGFR 2012", ""),
    ("vitamin B12 2016", ""),
    ("Type B 2016", ""),
    // Code, addresses, headings, other marks.
    ("`Archer 2016`", ""),
    ("```\nArcher 2016\n```", ""),
    ("<!-- Archer 2016 -->", ""),
    ("![Archer 2016](a.png)", ""),
    ("[the trial](https://example.org/Archer%202016)", ""),
    ("https://example.org/Archer/2016", ""),
    ("### Archer 2016", ""),
    ("the iron entry (3ca17b72)", ""),
    ("Archer-2016", ""),
    ("Archer2016", ""),
    ("archer 2016", ""),
    ("Archer `code` 2016", ""),
    ("| A | B |\n|--|--|\n| Archer 2016 | 40 |", "Archer 2016 =1"),
    (
        "- Archer 2016\n- Castellan 2014",
        "Archer 2016 =1; Castellan 2014 =2",
    ),
    ("> Archer 2016", "Archer 2016 =1"),
    ("Archer &amp; Bell 2016", "Archer & Bell 2016 =1"),
    ("PMID 0123", ""),
    ("PMID 123456789", ""),
    ("a PMID", ""),
];

#[test]
fn every_phrase_is_read_as_the_table_says() {
    assert!(TABLE.len() >= 150);
    let mut wrong = Vec::new();
    for (phrase, expected) in TABLE {
        let text = entry(phrase, SOURCES);
        let seen: Vec<String> = read(&text).list.iter().map(shown).collect();
        let seen = seen.join("; ");
        if seen != *expected {
            wrong.push(format!(
                "{phrase:?}\n    is read as {seen:?}\n    and should be {expected:?}"
            ));
        }
    }
    assert!(
        wrong.is_empty(),
        "{} of {}:\n{}",
        wrong.len(),
        TABLE.len(),
        wrong.join("\n")
    );
}

/// Known surnames make a lone name strong, listed or not.
#[test]
fn a_surname_the_library_knows_is_a_cue() {
    let text = entry("Winslow 2021 agrees.", SOURCES);
    let authors = ["Winslow"].into_iter().collect();
    let seen: Vec<String> = super::read_knowing(&text, &authors)
        .list
        .iter()
        .map(shown)
        .collect();
    assert_eq!(seen, ["Winslow 2021 =!"]);
}
