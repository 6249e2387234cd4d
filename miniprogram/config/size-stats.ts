import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** The parts of webpack that are used here; its own types would have to be imported from a package that Taro brings. */
interface Module {
  size(): number;
  nameForCondition?(): string | null;
  /** Of a concatenated module: what it was put together from. */
  modules?: Iterable<Module>;
}
interface Compiler {
  hooks: { done: { tap(name: string, act: (stats: { compilation: Compilation }) => void): void } };
}
interface Compilation {
  chunks: Iterable<{ name?: string; files: Iterable<string> }>;
  chunkGraph: { getChunkModules(chunk: object): Module[] };
}

/**
 * Writes which source file went into which output file, with its size before minifying: the size table shares the bytes
 * on disk out by it (scripts/build/attribution.mjs).
 */
export class SizeStats {
  constructor(private readonly file: string) {}

  apply(compiler: Compiler): void {
    compiler.hooks.done.tap('SizeStats', ({ compilation }) => {
      const chunks = [...compilation.chunks].map((chunk) => ({
        files: [...chunk.files],
        modules: compilation.chunkGraph.getChunkModules(chunk).flatMap((module) =>
          [...(module.modules ?? [module])].map((part) => ({
            from: part.nameForCondition?.() ?? '',
            bytes: part.size(),
          })),
        ),
      }));
      mkdirSync(path.dirname(this.file), { recursive: true });
      writeFileSync(this.file, JSON.stringify(chunks));
    });
  }
}
