import { CLIENTS, type Client } from './driver';

/** What became of one journey on one client. */
export interface Cell {
  journey: { name: string; clients?: readonly Client[] };
  client: Client;
  isRight: boolean;
  seconds: number;
}

const COLUMN = 12;

/** Lines of a table client × journey: right or FAILED with its seconds; a dot where the journey is not made for that client. */
export function tableOf(cells: readonly Cell[], order: readonly string[]): string[] {
  const names = order.filter((name) => cells.some(({ journey }) => journey.name === name));
  const clients = CLIENTS.filter((client) => cells.some((cell) => cell.client === client));
  const row = (columns: string[], name: string) => `${columns.map((each) => each.padEnd(COLUMN)).join('')}${name}`;
  return [
    row([...clients], 'journey'),
    ...names.map((name) =>
      row(
        clients.map((client) => {
          const cell = cells.find((each) => each.client === client && each.journey.name === name);
          return cell ? `${cell.isRight ? 'right' : 'FAILED'} ${Math.round(cell.seconds)} s` : '·';
        }),
        name,
      ),
    ),
  ];
}
