import { expect, it } from 'vitest';
import { tableOf } from './table';

it('shows what became of each journey on each client, in the order of the journeys', () => {
  const first = { name: 'first' };
  const second = { name: 'second' };
  const lines = tableOf(
    [
      { journey: second, client: 'alipay', isRight: false, seconds: 61.6 },
      { journey: first, client: 'h5', isRight: true, seconds: 12.2 },
      { journey: second, client: 'h5', isRight: true, seconds: 9 },
    ],
    ['first', 'never played', 'second'],
  );
  expect(lines).toEqual([
    'h5          alipay      journey',
    'right 12 s  ·           first',
    'right 9 s   FAILED 62 s second',
  ]);
});
