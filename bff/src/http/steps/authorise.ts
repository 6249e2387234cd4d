import type { Route, Step } from '../exchange';
import { HttpError } from '../http-error';

/** Lets through only what the row opens. A row that says nothing known is closed. */
export function authorise({ row }: Route): Step {
  return async (ctx, next) => {
    const { caller } = ctx.state;
    switch (row.access) {
      case 'public':
        break;
      case 'session':
        if (caller === undefined) throw new HttpError('NOT_SIGNED_IN');
        break;
      case 'proven':
        if (caller === undefined) throw new HttpError('NOT_SIGNED_IN');
        if (caller.personId === undefined) throw new HttpError('NOT_PROVEN');
        break;
      case 'operator':
        // operator-session.ts has asked for the roles; without it this row stays closed
        if (ctx.state.operator === undefined) throw new HttpError('NOT_SIGNED_IN');
        break;
      default:
        throw new HttpError('NOT_ALLOWED');
    }
    await next();
  };
}
