import type { TestProject } from 'vitest/node';
import type {} from '../../bff/src/storage/test-context';
import { findMongo, NotHere } from './find-mongo';

/** Starts one MongoDB server for a whole test run. In CI no server is a failure, never a silent skip. */
export default async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  try {
    const server = await findMongo();
    project.provide('mongoUri', server.uri);
    project.provide('mongoAbsence', '');
    return () => server.stop();
  } catch (error) {
    if (!(error instanceof NotHere) || process.env.CI) throw error;
    console.warn(`Tests on MongoDB are skipped: ${error.message}`);
    project.provide('mongoUri', '');
    project.provide('mongoAbsence', error.message);
    return undefined;
  }
}
