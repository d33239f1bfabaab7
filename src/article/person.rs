//! Who had a part in an article.

use serde::{Deserialize, Serialize};

/// A person or an institution.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Person {
    /// The name as shown.
    pub name: String,
    /// The name as catalogues put it in order, where the input says so: `Doe, Jane`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file_as: Option<String>,
}

impl From<&str> for Person {
    fn from(name: &str) -> Person {
        Person { name: name.trim().to_owned(), file_as: None }
    }
}

/// Someone who had another part in it than writing it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contributor {
    /// Who.
    #[serde(flatten)]
    pub person: Person,
    /// Which part.
    pub role: ContributorRole,
}

/// The part that someone had.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ContributorRole {
    /// Prepared it for publication.
    Editor,
    /// Translated it.
    Translator,
    /// Drew its pictures.
    Illustrator,
    /// Took its photographs.
    Photographer,
    /// Gathered it from works of others.
    Compiler,
    /// Wrote the introduction.
    Introduction,
    /// Wrote the afterword.
    Afterword,
    /// Reads it aloud.
    Narrator,
    /// Any other part.
    #[serde(other)]
    Contributor,
}

/// Each role with its name and its code in the list of the Library of Congress (MARC relators).
const ROLES: [(ContributorRole, &str, &str); 9] = [
    (ContributorRole::Editor, "editor", "edt"),
    (ContributorRole::Translator, "translator", "trl"),
    (ContributorRole::Illustrator, "illustrator", "ill"),
    (ContributorRole::Photographer, "photographer", "pht"),
    (ContributorRole::Compiler, "compiler", "com"),
    (ContributorRole::Introduction, "introduction", "aui"),
    (ContributorRole::Afterword, "afterword", "aft"),
    (ContributorRole::Narrator, "narrator", "nrt"),
    (ContributorRole::Contributor, "contributor", "ctb"),
];

impl ContributorRole {
    /// The role of a name or a MARC code.
    pub fn named(name: &str) -> Option<ContributorRole> {
        let name = name.trim().to_ascii_lowercase();
        let found = ROLES.iter().find(|(_, word, code)| [*word, *code].contains(&name.as_str()));
        found.map(|(role, ..)| *role)
    }

    /// Its name, in small letters.
    pub fn name(self) -> &'static str {
        self.row().1
    }

    /// Its code among MARC relators.
    pub fn code(self) -> &'static str {
        self.row().2
    }

    /// All roles.
    pub fn all() -> impl Iterator<Item = ContributorRole> {
        ROLES.iter().map(|(role, ..)| *role)
    }

    fn row(self) -> (ContributorRole, &'static str, &'static str) {
        let own = ROLES.iter().find(|(role, ..)| *role == self);
        *own.expect("every role has a row")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_role_is_found_by_name_and_code() {
        for (role, name, code) in ROLES {
            assert_eq!((role.name(), role.code()), (name, code));
            assert_eq!(ContributorRole::named(name), Some(role));
            assert_eq!(ContributorRole::named(&code.to_uppercase()), Some(role));
            let json = serde_json::to_string(&role).unwrap();
            assert_eq!(json, format!("\"{name}\""));
        }
    }
}
