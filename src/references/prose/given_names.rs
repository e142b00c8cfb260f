//! Which words are given names, and which are Iberian surnames: what a name in full leaves open its words may tell.
//!
//! `Ana Ruiz, Bo Hale` are two people and `Ruiz Castro, Ana María` is one; `Ana Beatriz da Silva` has two given names and
//! `Beatriz Tavares da Silva` two surnames. Where no word of a name is known, it is not read.

use std::collections::HashSet;
use std::sync::OnceLock;

use crate::references::names::is_suffix;
use crate::references::works::folded;

/// What stands around the first comma of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NameOrder {
    /// One person, family first.
    Inverted,
    /// Two people, each in natural order.
    Natural,
    Unsure,
}

/// `Ruiz Castro` and `Ana María`, or `Ana Ruiz` and `Bo Hale`?
pub(super) fn order(ahead: &str, behind: &str) -> NameOrder {
    let names = |words: &str| words.split(' ').filter(|word| is_name(word)).count();
    let ends_in_name = behind
        .rsplit(' ')
        .next()
        .is_some_and(|last| is_name(last) && !is_suffix(last));
    if !ahead.starts_with(char::is_uppercase)
        || names(ahead) < 2
        || names(behind) < 2
        || !ends_in_name
    {
        return NameOrder::Inverted;
    }
    // Nobody's given names have a particle between them, but for `María del Carmen`.
    let mut between = behind.split(' ').skip(1);
    if between.any(|word| word.starts_with(char::is_lowercase) && !is_iberian_particle(word)) {
        return NameOrder::Natural;
    }
    let first = ahead.split(' ').next().unwrap_or_default();
    let begins_with_given = is_given(first);
    let are_all_given = behind.split(' ').filter(|word| is_name(word)).all(is_given);
    match (begins_with_given, are_all_given) {
        (true, false) => NameOrder::Natural,
        (false, true) => NameOrder::Inverted,
        (false, false) if is_iberian_surname(first) => NameOrder::Inverted,
        _ => NameOrder::Unsure,
    }
}

/// How many words of a name in natural order are given names, where two surnames follow: 1 of `Beatriz Tavares da Silva`, 2 of
/// `María José Ruiz de la Vega`.
pub(super) fn before_two_surnames(words: &[&str]) -> Option<usize> {
    let given = words
        .iter()
        .skip(1)
        .take_while(|word| is_given(word))
        .count()
        + 1;
    let first = words.get(given)?;
    let behind = words.get(given + 1..)?;
    let has_another = behind.iter().any(|word| is_name(word) && !is_suffix(word));
    (is_iberian_surname(first) && has_another).then_some(given)
}

/// `Ana Xyz da Silva`: is the second word a given name or a surname?
pub(super) fn may_have_two_surnames(given: &str, family: &str) -> bool {
    let last = given.rsplit(' ').next().filter(|_| given.contains(' '));
    let particle = family.split(' ').next().unwrap_or_default();
    is_iberian_particle(particle) && last.is_some_and(|last| is_name(last) && !is_given(last))
}

/// Particles that stand within Spanish and Portuguese double surnames.
fn is_iberian_particle(word: &str) -> bool {
    matches!(
        word,
        "da" | "das" | "de" | "del" | "do" | "dos" | "e" | "i" | "la" | "las" | "los" | "y"
    )
}

/// A capital and small letters: no initial, no particle.
fn is_name(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
        && word.contains(char::is_lowercase)
        && !word.ends_with('.')
}

pub(super) fn is_given(word: &str) -> bool {
    static KNOWN: OnceLock<HashSet<&str>> = OnceLock::new();
    let known = KNOWN.get_or_init(|| GIVEN.split(' ').collect());
    // `Jean-Paul`
    is_name(word)
        && folded(word)
            .split(['-', '‐', '‑'])
            .all(|part| known.contains(part))
}

fn is_iberian_surname(word: &str) -> bool {
    static KNOWN: OnceLock<HashSet<&str>> = OnceLock::new();
    let known = KNOWN.get_or_init(|| SURNAMES.split(' ').collect());
    if !is_name(word) {
        return false;
    }
    let word = folded(word);
    // `Fernández`, `Rodrigues`, `Oliveira`, `Ribeiro`
    let ends = ["ez", "eira", "eiro", "igues", "ves", "mes", "pes", "nes"];
    known.contains(word.as_str())
        || word.len() > 4 && ends.iter().any(|end| word.ends_with(end)) && !is_english(&word)
}

/// `Holmes`, `Barnes`, `Graves` end so as well.
fn is_english(word: &str) -> bool {
    [
        "barnes", "graves", "grimes", "groves", "hines", "holmes", "hughes", "james", "jones",
        "raines", "reeves", "staves", "steves", "stones", "sykes", "thames", "greaves", "cleaves",
        "haynes", "humes", "soames", "byrnes", "capes", "cripes", "swopes", "pipes", "noves",
        "wolves",
    ]
    .contains(&word)
}

/// Folded, as the commonest of several languages are written.
const GIVEN: &str = "aaron abdul abel abigail ada adam adele adrian adriana agnes agnieszka agustin ahmad ahmed aiko aisha alan alana \
     albert alberto aldo alejandra alejandro alena alessandra alessandro alex alexander alexandra alexandre alexei \
     alexis alfonso alfred alfredo ali alice alicia alison allan allen alma alvaro amanda amelia amin amina amir amit \
     amy ana anabel anders andre andrea andreas andres andrew angel angela angelica angelo anita anna anne annette \
     annie ansel anthony antoine anton antonella antonia antonio antony anya arjun armando arne arnold arthur arturo \
     astrid augusto aurelio axel ayse barbara bartolome beatrice beatriz belen ben benedict benjamin benoit \
     bernadette bernard bernardo bertrand beth bettina bianca bill birgit bjorn bob brenda brian brigitte bruce bruno \
     caio camila carl carla carlo carlos carmen carmo carol carolina caroline catarina catherine cathy cecilia celia \
     celine cesar chantal charles charlotte chiara chloe chris christian christina christine christoph christophe \
     christopher claire clara clare claude claudia claudio clemente cristian cristiana cristina cristobal daisuke dan \
     daniel daniela daniele danilo david davide dean debora deborah denis denise derek diana diane diego dieter \
     dimitri dirk dolores dominic dominique donald dora doris dorothy douglas eduarda eduardo edward edwin eileen \
     elena elisa elisabeth elise elizabeth ellen elsa emanuel emil emile emilia emilio emily emma emmanuel enrico \
     enrique eric erica erik ernesto ernst esteban esther etienne eugene eugenia eva evelyn fabian fabio fabrice \
     farah fatima federico felipe felix ferdinand fernanda fernando filipa filipe filippo fiona flavia florence \
     florian fran frances francesca francesco francis francisca francisco franck francois francoise frank franz fred \
     frederic frederick frederik friedrich gabriel gabriela gabriele gareth gary gaspar gavin geoffrey george georges \
     georgina gerald gerard gerhard giacomo gilbert gilles giorgio giovanna giovanni giulia giuseppe gloria gonzalo \
     graham greg gregory greta guadalupe guido guillaume guillermo gunnar gustav gustavo hannah hans harald harold \
     harry hassan heather hector heike heinrich helen helena helene helga helmut henri henrik henrique henry herbert \
     hermann hiroshi horst hugo hussein ian ibrahim ignacio igor ines ingrid irene iris isaac isabel isabela isabella \
     isabelle ismael ivan ivana jack jacob jacqueline jacques jaime jakob james jan jana jane janet jason javier jean \
     jeanne jeff jeffrey jennifer jens jeremy jerome jessica jesus jill jim jimena joan joana joao joaquim joaquin \
     joel johan johann johanna johannes john jonas jonathan jordi jorge jose josef joseph josephine joshua josue juan \
     juana judith jules julia julian juliana julie julien julio jurgen justin karen karin karl karla kate katharina \
     katherine kathleen katrin katrina keith kelly kenji kenneth kevin khalid klaus kristina kurt lars laura laurence \
     laurent lea leila lena leo leon leonardo leonor leopold leticia lidia linda lisa lise lorena lorenzo lothar \
     louis louise lourdes luc luca lucas lucia luciana luciano lucie lucy ludwig luigi luis luisa luiz lukas lydia \
     lynn mads magdalena mair manfred manuel manuela marc marcel marcela marcelo marco marcos marek margaret \
     margarida margarita maria mariana marie marija mario marisol marta martha martin martina mary massimo mateus \
     matheus mathias mathieu matilde matt matteo matthew matthias maurice mauricio mauro max maximilian megan \
     mercedes mette mia michael michaela michel michele michelle miguel mikael mikhail mirjam mohamed mohammad \
     mohammed moises monica monika monique moritz muhammad nadia nadine nancy naomi natalia natalie natasha nathalie \
     nathan neil nicholas nicola nicolas nicole niels nieves nikolai nils nina noah noel noelia norma nuno octavio \
     ole olga oliver olivia olivier omar orlando oscar oskar osman otto pablo paloma pamela paola paolo pascal \
     patricia patrick patrizia paul paula pauline paulo pedro peggy penelope per peter petra philip philipp philippe \
     phillip pia pierre pieter pilar priya rachel rafael raffaele raimundo rainer raj rajesh ralf ralph ramiro ramon \
     raquel raul ravi raymond rebecca regina reinhard renata renate rene ricardo richard rita robert roberta roberto \
     robin rocio rodolfo rodrigo roger roland rolf roman ronald rosa rosario rose ruben rudolf rui rupert ruth ryan \
     sabine sabrina salma salvador salvatore sam samira samuel samuele sandra sandrine sanjay sara sarah sarra \
     satoshi sean sebastian sebastiao sergei sergio severine sharon sheila siegfried silvia simon simona simone sofia \
     sonia sophia sophie stefan stefania stefano steffen stella stephan stephane stephanie stephen steve steven \
     stuart sunil susan susana susanne sven sylvia sylvie takashi tamara tania tanja tatiana tendai teresa teresinha \
     theo theodor theresa therese thierry thomas tiago tim timothy tina tobias todd tom tomas tommaso tomoko tony \
     tracy ulrich ulrike umberto ursula uwe valentina valeria valerie vanessa vasco vera veronica veronique vicente \
     victor victoria vikram vincent vincenzo virginia vitor vivian vladimir walter wanda wei wendy werner wilhelm \
     willem william wolfgang xavier ximena yael yann yasmin yolanda yuki yusuf yves yvonne zoe";

const SURNAMES: &str = "acosta aguiar aguilar aguirre alarcon almeida alonso andrade aparicio aragon araujo arias arroyo barbosa barros \
     bautista benitez bravo brito bustamante caballero cabral cabrera calderon campos cano cardoso carmona carrasco \
     carvalho castillo castro coelho contreras cordeiro cordova correia cortes costa coutinho cruz cunha delgado diaz \
     duarte duran escobar espinosa espinoza esteves faria farias fonseca freitas fuentes galindo gallego garcia \
     garrido gil gimenez guerra guerrero guimaraes guzman herrera hidalgo ibarra iglesias lacerda leal lima lozano \
     luna machado maldonado marin marques medina mejia melo mendes mendonca mendoza menezes miranda molina mora \
     morais morales moreno mota moura navarro neves nogueira nunez ochoa ojeda olivares ortega ortiz pacheco padilla \
     palma paredes parra peixoto pena pinheiro pinto pires ponce prado prieto queiroz quintana ramos rangel rebelo \
     reis rey reyes rincon rios rivas rivera robles rocha rojas roldan romero rubio ruiz saavedra salas salazar \
     salgado salinas sanabria sandoval santana santos sepulveda serrano sierra silva soares solis sosa soto sousa \
     souza suarez tapia tavares teixeira toledo torres trujillo urbina valencia valle varela vargas vasconcelos vega \
     velasco velez vidal vieira villalba villanueva zamora zapata zuniga";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_names_tell_one_person_from_two() {
        for (ahead, behind, expected) in [
            ("Ana Ruiz", "Bo Hale", NameOrder::Natural),
            ("Beatriz Tavares da Silva", "Otto Kern", NameOrder::Natural),
            ("Ruiz Castro", "Ana María", NameOrder::Inverted),
            ("Ferreira da Silva", "João Paulo", NameOrder::Inverted),
            ("García Márquez", "Gabriel", NameOrder::Inverted),
            ("Kern", "Otto Wex", NameOrder::Inverted),
            ("van der Berg", "Otto Wex", NameOrder::Inverted),
            ("Wex Kern", "Otto B.", NameOrder::Inverted),
            ("Wex Kern", "Bo Hale", NameOrder::Unsure),
        ] {
            assert_eq!(order(ahead, behind), expected, "{ahead}, {behind}");
        }
    }

    #[test]
    fn two_surnames_begin_where_no_given_name_stands() {
        for (name, given) in [
            ("Beatriz Tavares da Silva", Some(1)),
            ("Gabriel García Márquez", Some(1)),
            ("María José Ruiz de la Vega", Some(2)),
            ("Ana Beatriz da Silva", None),
            ("Ana Ruiz", None),
            ("John Stuart Mill", None),
            ("Ana Ruiz Jr", None),
            ("Oliver Holmes Kern", None),
        ] {
            let words: Vec<&str> = name.split(' ').collect();
            assert_eq!(before_two_surnames(&words), given, "{name}");
        }
        assert!(may_have_two_surnames("Ana Xylo", "da Silva"));
        assert!(!may_have_two_surnames("Ana Beatriz", "da Silva"));
        assert!(!may_have_two_surnames("Jan Xylo", "van Dam"));
    }
}
