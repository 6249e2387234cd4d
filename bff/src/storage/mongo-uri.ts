const form = /^(mongodb(?:\+srv)?:\/\/[^/?]+)(?:\/([^?]*))?(?:\?(.*))?$/;

/** The database that the URI names; undefined when it names none. Throws Error on anything that is no MongoDB address. */
export function databaseOf(uri: string): string | undefined {
  const parts = form.exec(uri);
  if (!parts) throw new Error('MONGODB_URI is not a mongodb:// address');
  return parts[2] || undefined;
}

/**
 * The URI with another database. Credentials keep being checked against the database that the URI named first, as the
 * connection-string rules say (authSource defaults to the named database, or admin).
 */
export function withDatabase(uri: string, database: string): string {
  const parts = form.exec(uri);
  if (!parts) throw new Error('MONGODB_URI is not a mongodb:// address');
  const [, server = '', named, query] = parts;
  const options = new URLSearchParams(query);
  if (named && server.includes('@') && !options.has('authSource')) options.set('authSource', named);
  const tail = options.toString();
  return `${server}/${database}${tail ? `?${tail}` : ''}`;
}
