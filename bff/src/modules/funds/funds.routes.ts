import { commandIdOf, proven } from '../../http/caller';
import type { HandlersFor } from '../../http/handler';
import type { FundsUseCases } from './funds.usecases';

/** Routes of funds: parse → use case → present. */
export const fundsRoutes = (useCases: FundsUseCases): HandlersFor<'funds'> => ({
  'funds.get': async ({ params, caller }) => useCases.get(params.sharingId, proven(caller).personId),
  'funds.move': async ({ params, body, caller, commandId }) =>
    useCases.move({ sharingId: params.sharingId, ...body, commandId: commandIdOf(commandId) }, proven(caller)),
});
