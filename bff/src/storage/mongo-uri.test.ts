import { describe, expect, it } from 'vitest';
import { databaseOf, withDatabase } from './mongo-uri';

describe('a MongoDB address', () => {
  it.each([
    ['mongodb://127.0.0.1:27017', undefined, 'mongodb://127.0.0.1:27017/t'],
    ['mongodb://127.0.0.1:27017/', undefined, 'mongodb://127.0.0.1:27017/t'],
    ['mongodb://a:1,b:2,c:3/prod?replicaSet=rs', 'prod', 'mongodb://a:1,b:2,c:3/t?replicaSet=rs'],
    ['mongodb://u:p%40@h/prod', 'prod', 'mongodb://u:p%40@h/t?authSource=prod'],
    ['mongodb://u:p@h/prod?authSource=admin', 'prod', 'mongodb://u:p@h/t?authSource=admin'],
    ['mongodb+srv://h.example/?w=1', undefined, 'mongodb+srv://h.example/t?w=1'],
  ])('%s names %s', (uri, database, other) => {
    expect(databaseOf(uri)).toBe(database);
    expect(withDatabase(uri, 't')).toBe(other);
  });

  it('is refused when it is something else', () => {
    expect(() => databaseOf('https://h/db')).toThrow('mongodb://');
    expect(() => withDatabase('', 't')).toThrow('mongodb://');
  });
});
