import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Collection, CollectionDefinition, Store, StoredDocument } from './storage/port';

/** What the program counts and measures; read at /metrics. Labels hold templates, kinds and regions only, never anything of a person. */
export interface Metrics {
  /** One answered request. `route` is the row's path template. */
  request(of: { method: string; route: string; status: number; seconds: number }): void;
  operatorSignIn(outcome: string): void;
  /** A core's feed was read to its end. */
  feedRead(region: string, seq: number): void;
  /** Where the gauges get their values from when somebody looks. */
  observe(sources: MetricSources): void;
  /** A store whose operations are timed and whose failures are counted. */
  measured(store: Store): Store;
  /** The text that Prometheus reads, and its content type. */
  read(): Promise<{ type: string; text: string }>;
}

export interface MetricSources {
  /** Effects that sharings owe to the outside. */
  owed(): Promise<{ kind: string; owed: number; stuck: number }[]>;
  openCases(): Promise<number>;
  regions(): string[];
}

/** Search has to feel immediate, settling may take seconds: one scale for both. */
const SECONDS = [0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10];
/** Which rows are doors, and what each is called. */
const DOORS: Readonly<Record<string, string>> = {
  '/v1/sessions/sms': 'phone',
  '/v1/sessions/wechat': 'wechat',
  '/v1/sessions/alipay': 'alipay',
};

/** Metrics in a registry of their own: two houses in one process (tests) do not mix. */
export function createMetrics(clock: () => Date): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry, prefix: 'gongji_' });
  const requests = new Histogram({
    name: 'gongji_http_request_seconds',
    help: 'Time to answer a request, by route template and status.',
    labelNames: ['method', 'route', 'status'],
    buckets: SECONDS,
    registers,
  });
  const signIns = new Counter({
    name: 'gongji_sign_ins_total',
    help: 'Sign-ins by door (phone, wechat, alipay, operator) and outcome.',
    labelNames: ['door', 'outcome'],
    registers,
  });
  const storeSeconds = new Histogram({
    name: 'gongji_store_seconds',
    help: 'Time of one store operation.',
    labelNames: ['operation'],
    buckets: SECONDS,
    registers,
  });
  const storeErrors = new Counter({
    name: 'gongji_store_errors_total',
    help: 'Store operations that failed, by kind of error; a lost race (Conflict) is not one.',
    labelNames: ['operation', 'kind'],
    registers,
  });
  const startedAt = clock().getTime();
  const feeds = new Map<string, { at: number; seq: number }>();
  let sources: MetricSources | undefined;

  new Gauge({
    name: 'gongji_feed_lag_seconds',
    help: "Time since a core's feed was last read to its end; grows while the core is out of reach or events cannot be applied.",
    labelNames: ['region'],
    registers,
    collect() {
      for (const region of sources?.regions() ?? [])
        this.set({ region }, (clock().getTime() - (feeds.get(region)?.at ?? startedAt)) / 1000);
    },
  });
  new Gauge({
    name: 'gongji_feed_seq',
    help: "Number of the last applied event of a core's feed.",
    labelNames: ['region'],
    registers,
    collect() {
      for (const [region, { seq }] of feeds) this.set({ region }, seq);
    },
  });
  const stuck = new Gauge({
    name: 'gongji_effects_stuck',
    help: 'Owed effects that were tried too often; retries go on.',
    labelNames: ['kind'],
    registers,
  });
  new Gauge({
    name: 'gongji_effects_owed',
    help: 'Effects that are owed to the outside, by kind.',
    labelNames: ['kind'],
    registers,
    async collect() {
      this.reset();
      stuck.reset();
      for (const count of (await sources?.owed()) ?? []) {
        this.set({ kind: count.kind }, count.owed);
        stuck.set({ kind: count.kind }, count.stuck);
      }
    },
  });
  new Gauge({
    name: 'gongji_cases_open',
    help: 'Cases that wait for an operator.',
    registers,
    async collect() {
      this.set((await sources?.openCases()) ?? 0);
    },
  });

  async function timed<R>(operation: string, work: Promise<R>): Promise<R> {
    const end = storeSeconds.startTimer({ operation });
    try {
      return await work;
    } catch (problem) {
      const kind = problem instanceof Error ? problem.name : 'unknown';
      if (kind !== 'Conflict') storeErrors.inc({ operation, kind });
      throw problem;
    } finally {
      end();
    }
  }

  function measuredCollection<T extends StoredDocument>(inner: Collection<T>): Collection<T> {
    return {
      insert: (document) => timed('insert', inner.insert(document)),
      get: (id) => timed('get', inner.get(id)),
      find: (query, options) => timed('find', inner.find(query, options)),
      count: (query) => timed('count', inner.count(query)),
      replace: (next) => timed('replace', inner.replace(next)),
      remove: (id, version) => timed('remove', inner.remove(id, version)),
      cursorOf: (document, sort) => inner.cursorOf(document, sort),
    };
  }

  return {
    request({ method, route, status, seconds }) {
      requests.observe({ method, route, status: String(status) }, seconds);
      const door = method === 'POST' ? DOORS[route] : undefined;
      if (door !== undefined) signIns.inc({ door, outcome: status === 200 ? 'succeeded' : 'failed' });
    },
    operatorSignIn: (outcome) => signIns.inc({ door: 'operator', outcome }),
    feedRead: (region, seq) => feeds.set(region, { at: clock().getTime(), seq }),
    observe(given) {
      sources = given;
    },
    measured: (store) => ({
      kind: store.kind,
      collection: <T extends StoredDocument>(definition: CollectionDefinition<T>) =>
        measuredCollection(store.collection(definition)),
      ready: () => store.ready(),
      isHealthy: () => store.isHealthy(),
      close: () => store.close(),
    }),
    read: async () => ({ type: registry.contentType, text: await registry.metrics() }),
  };
}
