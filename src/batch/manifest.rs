//! `datapackage.json`: a Data Package (version 2) with a Table Schema for each table. Pure.

use serde::{Deserialize, Serialize};

use super::digest::Digest;
use super::header::Statement;
use super::table::{Column, ColumnType, ForeignKey, TableSpec};

/// The manifest's own file.
pub const MANIFEST: &str = "datapackage.json";
/// The signature beside it.
pub const SIGNATURE: &str = "datapackage.json.minisig";

/// The profile that the manifest follows.
const PROFILE: &str = "https://datapackage.org/profiles/2.0/datapackage.json";

/// What a batch holds, and what the desk says about it. These two files are the only ones that it does not list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    #[serde(rename = "$schema")]
    profile: String,
    name: String,
    /// What the desk states.
    pub lanyard: Statement,
    /// Every file but the manifest and its signature.
    pub resources: Vec<Resource>,
}

impl Manifest {
    /// A manifest over these files.
    #[must_use]
    pub fn new(lanyard: Statement, resources: Vec<Resource>) -> Self {
        let file = lanyard.header.file_name();
        let name = file.strip_suffix(".zip.age").unwrap_or(&file).to_owned();
        Self { profile: PROFILE.to_owned(), name, lanyard, resources }
    }

    /// The bytes that are hashed, signed and written.
    ///
    /// # Errors
    /// None that its types allow; what `serde_json` reports is passed on.
    pub fn to_bytes(&self) -> serde_json::Result<Vec<u8>> {
        let mut bytes = serde_json::to_vec_pretty(self)?;
        bytes.push(b'\n');
        Ok(bytes)
    }

    /// The file of this path.
    #[must_use]
    pub fn resource(&self, path: &str) -> Option<&Resource> {
        self.resources.iter().find(|resource| resource.path == path)
    }
}

/// One file of a batch.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Resource {
    /// What a Data Package calls it.
    pub name: String,
    /// Its path in the batch.
    pub path: String,
    #[serde(rename = "type", default, skip_serializing_if = "Option::is_none")]
    kind: Option<String>,
    format: String,
    mediatype: String,
    encoding: String,
    /// Its size.
    pub bytes: u64,
    /// Its SHA-256.
    pub hash: Digest,
    /// How many rows it has below its header, where it is a table.
    #[serde(rename = "lanyard:rows", default, skip_serializing_if = "Option::is_none")]
    pub rows: Option<u64>,
    /// `machine`: cells are written for programs; nothing but telephone numbers is protected from a spreadsheet.
    #[serde(rename = "lanyard:cells", default, skip_serializing_if = "Option::is_none")]
    cells: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    dialect: Option<Dialect>,
    /// Its columns, where it is a table.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub schema: Option<Schema>,
}

impl Resource {
    /// A table.
    #[must_use]
    pub fn table(spec: &TableSpec, rows: u64, bytes: u64, hash: Digest) -> Self {
        Self {
            name: spec.name().to_owned(),
            path: spec.file.to_owned(),
            kind: Some("table".to_owned()),
            format: "csv".to_owned(),
            mediatype: "text/csv".to_owned(),
            encoding: "utf-8".to_owned(),
            bytes,
            hash,
            rows: Some(rows),
            cells: Some("machine".to_owned()),
            dialect: Some(Dialect::ours()),
            schema: Some(Schema::of(spec)),
        }
    }

    /// A document: a notice, the consent records or the README.
    #[must_use]
    pub fn document(path: &str, bytes: u64, hash: Digest) -> Self {
        let (format, mediatype) = match path.rsplit_once('.') {
            Some((_, "md")) => ("md", "text/markdown"),
            Some((_, "jsonld")) => ("jsonld", "application/ld+json"),
            _ => ("txt", "text/plain"),
        };
        Self {
            name: path.to_ascii_lowercase().replace('/', "-"),
            path: path.to_owned(),
            kind: None,
            format: format.to_owned(),
            mediatype: mediatype.to_owned(),
            encoding: "utf-8".to_owned(),
            bytes,
            hash,
            rows: None,
            cells: None,
            dialect: None,
            schema: None,
        }
    }
}

/// How the CSV is written (RFC 4180). All of it is stated, so that no reader guesses.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Dialect {
    delimiter: String,
    line_terminator: String,
    quote_char: String,
    double_quote: bool,
    skip_initial_space: bool,
    header: bool,
}

impl Dialect {
    fn ours() -> Self {
        Self {
            delimiter: ",".to_owned(),
            line_terminator: "\r\n".to_owned(),
            quote_char: "\"".to_owned(),
            double_quote: true,
            skip_initial_space: false,
            header: true,
        }
    }
}

/// A Table Schema. `fieldsMatch` is left out: the tool and the published profile disagree on its form, and its default
/// is what is meant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Schema {
    /// The columns, in order.
    pub fields: Vec<Field>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    primary_key: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    foreign_keys: Vec<Reference>,
    missing_values: Vec<String>,
}

impl Schema {
    /// The schema of a table.
    #[must_use]
    pub fn of(spec: &TableSpec) -> Self {
        Self {
            fields: spec.columns.iter().map(Field::of).collect(),
            primary_key: spec.primary_key.iter().map(|name| (*name).to_owned()).collect(),
            foreign_keys: spec.foreign_keys.iter().map(Reference::of).collect(),
            missing_values: vec![String::new()],
        }
    }
}

/// A column in a Table Schema.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Field {
    /// The name in the header row.
    pub name: String,
    /// What it means.
    pub title: String,
    #[serde(rename = "type")]
    kind: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    format: Option<String>,
    #[serde(default, skip_serializing_if = "Constraints::is_empty")]
    constraints: Constraints,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Constraints {
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    required: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pattern: Option<String>,
    #[serde(rename = "enum", default, skip_serializing_if = "Vec::is_empty")]
    allowed: Vec<String>,
}

impl Constraints {
    fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

impl Field {
    fn of(column: &Column) -> Self {
        let (kind, format, pattern) = match column.kind {
            ColumnType::Text => ("string", None, None),
            ColumnType::Id => ("string", Some("uuid"), None),
            ColumnType::Telephone => ("string", None, Some("tel:\\+[0-9]+")),
            ColumnType::Integer => ("integer", None, None),
            ColumnType::Boolean => ("boolean", None, None),
            ColumnType::Date => ("date", None, None),
            ColumnType::DateTime => ("datetime", None, None),
            ColumnType::Year => ("year", None, None),
        };
        Self {
            name: column.name.to_owned(),
            title: column.title.to_owned(),
            kind: kind.to_owned(),
            format: format.map(str::to_owned),
            constraints: Constraints {
                required: column.required,
                pattern: pattern.map(str::to_owned),
                allowed: column.allowed.iter().map(|code| (*code).to_owned()).collect(),
            },
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Reference {
    fields: Vec<String>,
    reference: Target,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Target {
    resource: String,
    fields: Vec<String>,
}

impl Reference {
    fn of(key: &ForeignKey) -> Self {
        let resource = key.table.strip_suffix(".csv").unwrap_or(key.table).to_owned();
        Self {
            fields: vec![key.column.to_owned()],
            reference: Target { resource, fields: vec![key.target.to_owned()] },
        }
    }
}
