//! The rows of a batch against the columns and keys of their tables, one row at a time.

use std::collections::{HashMap, HashSet};
use std::io::Read;

use csv::ByteRecord;
use sha2::{Digest as _, Sha256};

use super::cell::CellProblem;
use super::error::BatchError;
use super::seal::PIECE_BYTES;
use super::table::TableSpec;

/// Stands for a cell or a key in memory: half a SHA-256, so that a million of them take 32 MB.
type Mark = [u8; 16];

fn mark<'a>(cells: impl Iterator<Item = &'a [u8]>) -> Mark {
    let mut hasher = Sha256::new();
    for cell in cells {
        hasher.update((cell.len() as u64).to_le_bytes());
        hasher.update(cell);
    }
    let mut mark = [0; 16];
    mark.copy_from_slice(&hasher.finalize()[..16]);
    mark
}

/// What was seen so far of the columns that tables point to.
pub(super) struct Checks {
    seen: HashMap<(&'static str, &'static str), HashSet<Mark>>,
}

impl Checks {
    pub(super) fn new<'a>(tables: impl Iterator<Item = &'a TableSpec>) -> Self {
        let targets = tables.flat_map(|spec| spec.foreign_keys.iter().map(|key| (key.table, key.target)));
        Self { seen: targets.map(|target| (target, HashSet::new())).collect() }
    }

    /// Checks a table after all those that it points to, and says how many rows it has.
    pub(super) fn table(&mut self, spec: &TableSpec, file: &mut dyn Read) -> Result<u64, BatchError> {
        let mut csv =
            csv::ReaderBuilder::new().has_headers(false).flexible(true).buffer_capacity(PIECE_BYTES).from_reader(file);
        let mut record = ByteRecord::new();
        let mut next = move |record: &mut ByteRecord| csv.read_byte_record(record).map_err(|_| BatchError::BrokenZip);
        let header = spec.columns.iter().map(|column| column.name.as_bytes());
        if !next(&mut record)? || !record.iter().eq(header) {
            return Err(BatchError::Columns { file: spec.file });
        }
        let keys: Vec<usize> = spec.primary_key.iter().filter_map(|name| spec.position(name)).collect();
        let mut known = HashSet::new();
        let mut rows = 0;
        while next(&mut record)? {
            rows += 1;
            self.row(spec, rows, &record)?;
            let key = keys.iter().filter_map(|at| record.get(*at));
            if !keys.is_empty() && !known.insert(mark(key)) {
                return Err(BatchError::RepeatedKey { file: spec.file, row: rows });
            }
        }
        Ok(rows)
    }

    fn row(&mut self, spec: &TableSpec, row: u64, record: &ByteRecord) -> Result<(), BatchError> {
        let file = spec.file;
        if record.len() != spec.columns.len() {
            return Err(BatchError::RowShape { file, row });
        }
        for (column, cell) in spec.columns.iter().zip(record) {
            let text = std::str::from_utf8(cell).map_err(|_| CellProblem::NotText);
            text.and_then(|text| column.check(text)).map_err(|problem| BatchError::Cell {
                file,
                row,
                column: column.name,
                problem,
            })?;
            if let Some(seen) = self.seen.get_mut(&(file, column.name)) {
                seen.insert(mark(std::iter::once(cell)));
            }
        }
        for key in spec.foreign_keys.iter() {
            let cell = spec.position(key.column).and_then(|at| record.get(at)).unwrap_or_default();
            let target = self.seen.get(&(key.table, key.target));
            if !cell.is_empty() && !target.is_some_and(|seen| seen.contains(&mark(std::iter::once(cell)))) {
                return Err(BatchError::Orphan { file, row, target: key.table });
            }
        }
        Ok(())
    }
}
