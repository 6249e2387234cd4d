import type { CoreEvent } from '../gateways/insurance-core/port';
import type { SettlementUseCases } from '../modules/settlement/settlement.usecases';
import type { SettlementCheck } from '../modules/settlement/settlement-differs';
import type { SharingLives } from '../modules/sharing/sharing.lives';

/** What each event of a core's feed means for us. Applying one twice does no harm. */
export function applyCoreEvents(deps: {
  settlements: Pick<SettlementUseCases, 'record' | 'undo'>;
  /** Compares a bill with what the pack makes of it. */
  checkSettlement: SettlementCheck;
  lives: Pick<SharingLives, 'endedByCore' | 'insuranceChanged'>;
  /** The person behind a core's number, if we know one. */
  personOf(region: string, psnNo: string): Promise<string | undefined>;
}) {
  return async (region: string, event: CoreEvent): Promise<void> => {
    switch (event.type) {
      case 'settled':
      case 'sharingFailed':
        await deps.settlements.record(region, event.settlement, event.type);
        return deps.checkSettlement(region, event.settlement);
      case 'cancelled':
      case 'reversed':
        return deps.settlements.undo(region, event.settlementId, event.type);
      case 'relationEnded':
        return deps.lives.endedByCore({
          coreRelationId: event.coreRelationId,
          because: event.because,
          commandId: `evt_${region}_${event.seq}`,
        });
      case 'insuranceChanged': {
        const personId = await deps.personOf(region, event.psnNo);
        return personId
          ? deps.lives.insuranceChanged({ personId, region, commandId: `evt_${region}_${event.seq}` })
          : undefined;
      }
      // Balances and relations bound elsewhere are facts: they are asked of the core when they are needed.
      case 'relationRegistered':
      case 'relationChanged':
        return;
    }
  };
}
