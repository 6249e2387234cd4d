/** A MongoDB server that tests may use: any number of databases of their own, dropped by themselves. */
export interface MongoServer {
  /** Without a database name that matters; make one with `withDatabase` of the storage. */
  uri: string;
  /** Where it came from, for the test log. */
  how: string;
  /** Ends it where we started it. */
  stop(): Promise<void>;
}
