import { type Collection, Conflict, type StoredDocument } from './port';

/** A document as a change makes it: id and version are set by the loop that writes it, whatever stands in them. */
export type Changed<T extends StoredDocument> = Omit<T, '_id' | 'version'>;

type Target<T extends StoredDocument> = Pick<Collection<T>, 'get' | 'insert' | 'replace'>;

/**
 * Loads a document, changes it and writes it by compare-and-set; does all three again for as long as another write comes first.
 * @param change what is to stand there, made of the newest document (undefined: there is none, the answer is inserted). Undefined
 *   leaves everything as it is. It may run several times before one of its answers is written: whatever else it does must bear
 *   repeating. What it throws goes out, and nothing is written.
 * @returns the document as it was written; undefined where nothing was
 * @throws Conflict on a unique index other than `_id`, Invalid, Unavailable (the outcome is then unknown)
 */
export async function changeDocument<T extends StoredDocument>(
  collection: Target<T>,
  id: string,
  change: (known: T | undefined) => Changed<T> | Promise<Changed<T>>,
): Promise<T>;
export async function changeDocument<T extends StoredDocument>(
  collection: Target<T>,
  id: string,
  change: (known: T | undefined) => Changed<T> | undefined | Promise<Changed<T> | undefined>,
): Promise<T | undefined>;
export async function changeDocument<T extends StoredDocument>(
  collection: Target<T>,
  id: string,
  change: (known: T | undefined) => Changed<T> | undefined | Promise<Changed<T> | undefined>,
): Promise<T | undefined> {
  for (;;) {
    const known = await collection.get(id);
    const changed = await change(known);
    if (changed === undefined) return undefined;
    const next = { ...changed, _id: id, version: known?.version ?? 1 } as T;
    if (known !== undefined) {
      if (await collection.replace(next)) return { ...next, version: next.version + 1 };
      continue;
    }
    try {
      await collection.insert(next);
      return next;
    } catch (problem) {
      // Inserted by somebody else between our look and our write: theirs is the newest now
      if (!(problem instanceof Conflict && problem.index === '_id')) throw problem;
    }
  }
}
