import { commandIdOf, proven } from '../../http/caller';
import type { HandlersFor } from '../../http/handler';
import { HttpError } from '../../http/http-error';
import type { CodeImage } from './code-image';
import type { Elsewhere } from './elsewhere';
import type { InvitationUseCases } from './invitation.usecases';
import type { Preview } from './preview.usecases';
import type { SharingPresenter } from './sharing.presenter';
import type { SharingUseCases } from './sharing.usecases';

/** Routes of sharings: parse → use case → present. */
export function sharingRoutes(
  useCases: SharingUseCases,
  presenter: SharingPresenter,
  preview: Preview,
  elsewhere: Elsewhere,
): HandlersFor<'sharing'> {
  return {
    'sharing.preview': async ({ body, caller }) => {
      const seen = await preview(body, caller);
      return { ...seen, isPossible: seen.refusals.length === 0 };
    },
    'sharing.acceptCommitment': async ({ body, caller, commandId }) => {
      const owner = proven(caller);
      const document = await useCases.acceptCommitment({ ...body, commandId: commandIdOf(commandId) }, owner);
      return { sharing: await presenter.present(document, owner.personId) };
    },
    'sharing.addMember': async ({ body, caller, commandId }) => {
      const owner = proven(caller);
      const { document, memberId } = await useCases.addMember({ ...body, commandId: commandIdOf(commandId) }, owner);
      const sharing = await presenter.present(document, owner.personId);
      return { sharing, memberId, nextStep: stepOf(sharing, memberId) };
    },
    'sharing.list': async ({ caller }) => {
      const { personId } = proven(caller);
      const { asOwner, asMember } = await useCases.list(personId);
      const [owned, joined, others] = await Promise.all([
        Promise.all(asOwner.map((document) => presenter.present(document, personId))),
        Promise.all(asMember.map((document) => presenter.present(document, personId))),
        elsewhere.list(personId),
      ]);
      return { asOwner: owned, asMember: joined, elsewhere: others };
    },
    'sharing.get': async ({ params, caller }) => {
      const { personId } = proven(caller);
      return { sharing: await presenter.present(await useCases.get(params.sharingId, personId), personId) };
    },
    'sharing.command': async ({ params, body, caller, commandId }) => {
      const person = proven(caller);
      const document = await useCases.command(
        { sharingId: params.sharingId, command: body.command, commandId: commandIdOf(commandId) },
        person,
      );
      return { sharing: await presenter.present(document, person.personId) };
    },
  };
}

/** Routes of invitations. */
export function invitationRoutes(
  useCases: InvitationUseCases,
  presenter: SharingPresenter,
  codeImage: CodeImage,
): HandlersFor<'invitation'> {
  return {
    'invitation.get': async ({ params, caller }) => useCases.get(params.code, caller),
    'invitation.answer': async ({ params, body, caller, commandId }) => {
      const person = proven(caller);
      const { document, memberId } = await useCases.answer(
        { code: params.code, ...body, commandId: commandIdOf(commandId) },
        person,
      );
      const sharing = await presenter.present(document, person.personId);
      return { sharing, nextStep: stepOf(sharing, memberId) };
    },
    'invitation.codeImage': ({ params, caller }) => codeImage(params.sharingId, params.memberId, proven(caller)),
  };
}

function stepOf(sharing: Awaited<ReturnType<SharingPresenter['present']>>, memberId: string) {
  const member = sharing.members.find((each) => each.memberId === memberId);
  if (!member) throw new HttpError('NOT_FOUND');
  return member.nextStep;
}
