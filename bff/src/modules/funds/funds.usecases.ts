import type { Reply } from '@gongji/shared/contract/schemas';
import type { Facts, FundsMove } from '@gongji/shared/domain/sharing.types';
import { GatewayError } from '../../gateways/gateway-error';
import type { InsuranceCore } from '../../gateways/insurance-core/port';
import type { ProvenCaller } from '../../http/caller';
import { HttpError } from '../../http/http-error';
import { newId } from '../../ids';
import type { People } from '../sharing/ports';
import { packFor } from '../sharing/sharing.ledger';
import type { SharingUseCases } from '../sharing/sharing.usecases';

const STATUS_WORDS: Record<FundsMove['status'], string> = {
  requested: '正在办理',
  done: '已到账',
  refused: '没有办成',
};

/** Money set apart for a sharing: what there is, and moving it. Only the owner sees and moves it. */
export function createFundsUseCases(deps: {
  people: People;
  sharings: SharingUseCases;
  coreFor(region: string): InsuranceCore | undefined;
}) {
  const { people, sharings } = deps;

  /** What the core holds now. Throws GatewayError. */
  async function held(ownerId: string, region: string) {
    const core = deps.coreFor(region);
    const psnNo = core ? await people.psnNo(ownerId, region) : undefined;
    return core && psnNo ? core.funds(psnNo) : undefined;
  }

  async function get(sharingId: string, personId: string): Promise<Reply<'funds.get'>> {
    const document = await sharings.asOwner(sharingId, personId);
    const pack = packFor(document.family);
    const moves = sharings.movesOf(document).map((move) => ({
      moveId: move.moveId,
      direction: move.direction,
      amountFen: move.amountFen,
      status: move.status,
      statusWord: STATUS_WORDS[move.status],
      requestedAt: move.requestedAt,
      ...(move.refusal
        ? {
            refusal: {
              code: move.refusal.code,
              because: move.refusal.message,
              next: '您的余额没有变化，可以核对金额后再试，或拨打 12393。',
            },
          }
        : {}),
    }));
    try {
      const funds = await held(document.ownerId, pack.region);
      return { ...(funds ?? {}), moves };
    } catch (problem) {
      if (problem instanceof GatewayError) return { moves };
      throw problem;
    }
  }

  return {
    get,

    /** Allocates to, or returns from, the family account. Repeating the same command does no harm. */
    async move(
      input: { sharingId: string; direction: 'allocate' | 'return'; amountFen: number; commandId: string },
      caller: ProvenCaller,
    ): Promise<Reply<'funds.move'>> {
      const document = await sharings.asOwner(input.sharingId, caller.personId);
      const pack = packFor(document.family);
      const written = await sharings.ledger.carryOut({
        where: { sharingId: input.sharingId },
        command: {
          type: 'moveFunds',
          commandId: input.commandId,
          moveId: newId('mov'),
          direction: input.direction,
          amountFen: input.amountFen,
          effectId: newId('fnd'),
        },
        role: 'owner',
        facts: async (): Promise<Facts> => {
          try {
            const funds = await held(document.ownerId, pack.region);
            const proof = caller.proof ? { ownerProof: caller.proof } : {};
            return funds
              ? {
                  ...proof,
                  availableToAllocateFen: funds.ownerBalanceFen,
                  availableToReturnFen: funds.familyAccountFen,
                }
              : proof;
          } catch (problem) {
            if (problem instanceof GatewayError) throw new HttpError('CORE_UNAVAILABLE');
            throw problem;
          }
        },
      });
      await sharings.settled(written);
      return get(input.sharingId, caller.personId);
    },
  };
}

export type FundsUseCases = ReturnType<typeof createFundsUseCases>;
