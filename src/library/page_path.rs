//! What the path of a file says of its page. Generators take the name of a page from it, each in its way: `tea.md`,
//! `tea/index.md`, `tea/_index.md`, `2024-03-01-tea.md` and `tea.en.md` are all pages called `tea`.

/// The name that a path gives its page.
pub fn page_name(file: &str) -> &str {
    let (folder, stem) = folder_and_stem(file);
    let name = if is_index(stem) {
        let folder = folder.rsplit('/').next().unwrap_or_default();
        if folder.is_empty() { stem } else { folder }
    } else {
        stem
    };
    without_date(without_language(name))
}

/// The address of the page among those of the library: its folder, its name or the slug it gives itself, and its language.
pub fn page_address(file: &str, slug: Option<&str>) -> String {
    let (folder, stem) = folder_and_stem(file);
    let folder = match is_index(stem) {
        true => folder.rsplit_once('/').map_or("", |(above, _)| above),
        false => folder,
    };
    let language = language_of(stem).unwrap_or_default();
    let name = slug.unwrap_or_else(|| page_name(file));
    format!("{folder}/{name}{language}")
}

/// Whether a path is that of a piece of a site rather than of a page: a partial, a template, an archetype, or what its name
/// sets apart by a `_`. Collections of entries begin with one as well (`_posts`), so a folder alone says nothing where the file
/// has front matter.
pub fn is_piece_of_site(file: &str, has_front_matter: bool) -> bool {
    let (folder, stem) = folder_and_stem(file);
    let mut folders = folder.split('/');
    let is_piece = |folder: &str| {
        let name = folder.to_ascii_lowercase();
        PIECES.contains(&name.trim_start_matches('_')) || name.starts_with('_') && !has_front_matter
    };
    stem.starts_with('_') || folders.any(is_piece)
}

/// Folders of pieces, with or without a `_` before.
const PIECES: [&str; 10] = [
    "archetypes",
    "data",
    "includes",
    "layouts",
    "partials",
    "plugins",
    "sass",
    "shortcodes",
    "snippets",
    "templates",
];

fn folder_and_stem(file: &str) -> (&str, &str) {
    let (folder, name) = file.rsplit_once('/').unwrap_or(("", file));
    (folder, name.rsplit_once('.').map_or(name, |(stem, _)| stem))
}

fn is_index(stem: &str) -> bool {
    let stem = without_language(stem);
    stem.trim_start_matches('_').eq_ignore_ascii_case("index")
}

/// `2024-03-01-tea` without its date.
fn without_date(name: &str) -> &str {
    let Some((date, rest)) = name.split_at_checked(11) else {
        return name;
    };
    let is_date = date.bytes().enumerate().all(|(at, byte)| match at {
        4 | 7 => byte == b'-',
        10 => matches!(byte, b'-' | b'_'),
        _ => byte.is_ascii_digit(),
    });
    if is_date && !rest.is_empty() {
        rest
    } else {
        name
    }
}

/// `tea.en` without its language.
fn without_language(stem: &str) -> &str {
    match language_of(stem) {
        Some(language) => stem.get(..stem.len() - language.len()).unwrap_or(stem),
        None => stem,
    }
}

/// `.en` of `tea.en`, `.pt-br` of `tea.pt-br`
fn language_of(stem: &str) -> Option<&str> {
    let dot = stem.rfind('.').filter(|dot| *dot > 0)?;
    let code = stem.get(dot + 1..)?;
    let (language, region) = code.split_once(['-', '_']).unwrap_or((code, "xx"));
    let is_code =
        |code: &str| code.len() == 2 && code.bytes().all(|byte| byte.is_ascii_alphabetic());
    (is_code(language) && is_code(region)).then(|| stem.get(dot..))?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_names_its_page_as_generators_do() {
        for (file, name) in [
            ("tea.md", "tea"),
            ("posts/tea/index.md", "tea"),
            ("posts/tea/_index.md", "tea"),
            ("_posts/2024-03-01-tea.md", "tea"),
            ("posts/2024-03-01_tea/index.md", "tea"),
            ("tea.en.md", "tea"),
            ("tea/index.pt-br.md", "tea"),
            ("index.md", "index"),
            ("2024-03-01.md", "2024-03-01"),
            ("2024-03-01-.md", "2024-03-01-"),
            ("v1.2.md", "v1.2"),
            ("node.js.md", "node"),
            ("", ""),
            ("é-2024-03-01.md", "é-2024-03-01"),
        ] {
            assert_eq!(page_name(file), name, "{file}");
        }
    }

    #[test]
    fn one_slug_in_two_folders_or_languages_is_two_addresses() {
        let address = |file| page_address(file, Some("tea"));
        assert_ne!(address("topics/a.md"), address("news/a.md"));
        assert_ne!(address("a.en.md"), address("a.es.md"));
        assert_eq!(address("topics/a.md"), address("topics/b.md"));
        assert_eq!(address("topics/tea/index.md"), address("topics/b.md"));
        assert_eq!(page_address("topics/2024-03-01-tea.md", None), "topics/tea");
    }

    #[test]
    fn partials_templates_and_archetypes_are_no_pages() {
        for (file, with, without) in [
            ("archetypes/default.md", true, true),
            ("_includes/note.md", true, true),
            ("docs/_partials/setup.md", true, true),
            ("Templates/Daily.md", true, true),
            ("content/news/_index.md", true, true),
            ("_draft.md", true, true),
            ("_posts/2024-03-01-tea.md", false, true),
            ("_recipes/tea.md", false, true),
            ("posts/tea.md", false, false),
            ("dataset/a.md", false, false),
        ] {
            assert_eq!(is_piece_of_site(file, true), with, "{file}");
            assert_eq!(is_piece_of_site(file, false), without, "{file}");
        }
    }
}
