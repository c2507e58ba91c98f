const LICENSE_FILE = /^(?:licen[cs]e|copying|unlicense)(?:[-._][\w.-]*)?$/i;
const SOURCE_FILE = /\.(?:[cm]?[jt]sx?|json|ya?ml|toml|html?|sh|py|go|rs|java|rb)$/i;

/** True if a file's name says that it holds a license text, and not code that speaks of licenses. */
export function isLicenseFile(name: string): boolean {
  return LICENSE_FILE.test(name) && !SOURCE_FILE.test(name);
}
