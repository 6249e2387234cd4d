import type { CoreEvent } from '../gateways/insurance-core/port';
import type { SettlementUseCases } from '../modules/settlement/settlement.usecases';
import type { SharingUseCases } from '../modules/sharing/sharing.usecases';

/** What each event of a core's feed means for us. Applying one twice does no harm. */
export function applyCoreEvents(deps: {
  settlements: Pick<SettlementUseCases, 'record' | 'undo'>;
  sharings: Pick<SharingUseCases, 'endedByCore'>;
}) {
  return async (region: string, event: CoreEvent): Promise<void> => {
    switch (event.type) {
      case 'settled':
      case 'sharingFailed':
        return deps.settlements.record(region, event.settlement, event.type);
      case 'cancelled':
      case 'reversed':
        return deps.settlements.undo(region, event.settlementId, event.type);
      case 'relationEnded':
        return deps.sharings.endedByCore({
          coreRelationId: event.coreRelationId,
          because: event.because,
          commandId: `evt_${region}_${event.seq}`,
        });
      // Balances, insurance and relations bound elsewhere are facts: they are asked of the core when they are needed.
      case 'relationRegistered':
      case 'relationChanged':
      case 'insuranceChanged':
        return;
    }
  };
}
