/** @typedef {{ name: string, province: string, phone: string, certificateNumber: string, interesting: string }} DemoPerson */

/** How many columns a terminal gives a text: Chinese characters take two. @param {string} text */
export function columnsOf(text) {
  let columns = 0;
  for (const character of text)
    columns +=
      /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}]/u.test(
        character,
      )
        ? 2
        : 1;
  return columns;
}

/** @param {string} text @param {number} width */
const pad = (text, width) => text + ' '.repeat(Math.max(0, width - columnsOf(text)));

/** Rows of equal columns, each as wide as its widest cell; the last one is not padded. @param {readonly (readonly string[])[]} rows */
export function table(rows) {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => columnsOf(row[column] ?? ''))));
  return rows
    .map((row) =>
      row.map((cell, column) => (column === row.length - 1 ? cell : pad(cell, (widths[column] ?? 0) + 2))).join(''),
    )
    .map((line) => `  ${line}`)
    .join('\n');
}

/** @param {readonly (readonly string[])[]} rows */
export const houseTable = (rows) => table(rows);

/** The fictional people that one can sign in as, from the insurance core's simulator. @param {readonly DemoPerson[]} people */
export function peopleTable(people) {
  const head = ['Demo person', 'Province', 'Phone', 'Certificate number', 'What is interesting'];
  return table([
    head,
    ...people.map(({ name, province, phone, certificateNumber, interesting }) => [
      name,
      province,
      phone,
      certificateNumber,
      interesting,
    ]),
  ]);
}
