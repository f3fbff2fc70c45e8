//! The zip file that Grafana installs.

use std::fs::{self, File};
use std::io::{Seek, Write};
use std::path::Path;

use anyhow::{Context, Result};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use crate::stamp;
use crate::workspace::PLUGIN_ID;

/// Zips a folder into one whose top folder is named by the plugin's id. The same files make the same zip: entries
/// are sorted, and have no time and no owner.
///
/// # Errors
/// When something can't be read or written.
pub fn zip(dist: &Path, target: &Path) -> Result<()> {
    let file = File::create(target).with_context(|| format!("can't write {}", target.display()))?;
    write(dist, file).with_context(|| format!("can't zip {}", dist.display()))
}

fn write(dist: &Path, target: impl Write + Seek) -> Result<()> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .compression_level(Some(9))
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644);
    let mut zip = ZipWriter::new(target);
    for file in stamp::files(dist)? {
        let name = file.strip_prefix(dist)?.to_string_lossy().replace('\\', "/");
        zip.start_file(format!("{PLUGIN_ID}/{name}"), options)?;
        zip.write_all(&fs::read(&file)?)?;
    }
    zip.finish()?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::*;

    #[test]
    fn the_same_files_make_the_same_zip_under_the_plugins_name() {
        let folder = std::env::temp_dir().join(format!("xtask-package-{}", std::process::id()));
        fs::create_dir_all(folder.join("img")).unwrap();
        fs::write(folder.join("module.js"), "x".repeat(1000)).unwrap();
        fs::write(folder.join("img/logo.svg"), "<svg/>").unwrap();
        let pack = || {
            let mut bytes = Cursor::new(Vec::new());
            write(&folder, &mut bytes).unwrap();
            bytes.into_inner()
        };
        let bytes = pack();
        assert_eq!(bytes, pack());
        fs::remove_dir_all(&folder).unwrap();

        let archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
        let names: Vec<_> = archive.file_names().map(Result::unwrap).collect();
        assert_eq!(names, [format!("{PLUGIN_ID}/img/logo.svg"), format!("{PLUGIN_ID}/module.js")]);
    }
}
