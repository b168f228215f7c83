//! Reading the rows of a verified batch, one at a time.

use csv::StringRecord;
use zip::read::ZipFile;

use super::error::BatchError;
use super::open::Plain;
use super::table::TableSpec;

/// The rows of one table.
pub struct Rows<'b> {
    csv: csv::Reader<ZipFile<'b, Plain>>,
    columns: StringRecord,
    row: StringRecord,
}

impl<'b> Rows<'b> {
    pub(super) fn new(spec: &TableSpec, file: ZipFile<'b, Plain>) -> Result<Self, BatchError> {
        let mut csv = csv::Reader::from_reader(file);
        let columns = csv.headers().map_err(|_| BatchError::Columns { file: spec.file })?.clone();
        Ok(Self { csv, columns, row: StringRecord::new() })
    }

    /// The next row, until there is none.
    ///
    /// # Errors
    /// [`BatchError::BrokenZip`] when the file has changed since it was verified.
    pub fn next_row(&mut self) -> Result<Option<Row<'_>>, BatchError> {
        let read = self.csv.read_record(&mut self.row).map_err(|_| BatchError::BrokenZip)?;
        Ok(read.then_some(Row { columns: &self.columns, cells: &self.row }))
    }
}

/// One row. It borrows from [`Rows`] and ends with the next.
#[derive(Clone, Copy)]
pub struct Row<'r> {
    columns: &'r StringRecord,
    cells: &'r StringRecord,
}

impl<'r> Row<'r> {
    /// The cell in this column; `None` where it is empty or the column was not sent.
    #[must_use]
    pub fn get(&self, column: &str) -> Option<&'r str> {
        let at = self.columns.iter().position(|name| name == column)?;
        self.cells.get(at).filter(|cell| !cell.is_empty())
    }

    /// The cells with their columns, in order.
    pub fn cells(&self) -> impl Iterator<Item = (&'r str, &'r str)> {
        self.columns.iter().zip(self.cells)
    }
}
