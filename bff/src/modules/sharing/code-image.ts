import type { AlipayGateway } from '../../gateways/alipay/port';
import type { WechatGateway } from '../../gateways/wechat/port';
import type { ProvenCaller } from '../../http/caller';
import { HttpError } from '../../http/http-error';
import type { MemberFacts } from './member-facts';

const PAGE = 'pages/invitation/index';

/**
 * The picture that a relative beside the owner scans, made by the platform on which the owner is. A browser has none: its link and
 * the typed code do the same. Throws GatewayError where the platform cannot be reached.
 */
export function createCodeImage(deps: {
  facts: Pick<MemberFacts, 'openInvitation'>;
  wechat: Pick<WechatGateway, 'codeImage'>;
  alipay: Pick<AlipayGateway, 'codeImage'>;
}) {
  return async (sharingId: string, memberId: string, caller: ProvenCaller): Promise<{ image?: string }> => {
    const code = await deps.facts.openInvitation(sharingId, memberId, caller.personId);
    if (!code) throw new HttpError('NOT_FOUND', { message: '没有等待答复的邀请，请重新邀请家人。' });
    switch (caller.channel) {
      case 'wechat': {
        const { mediaType, bytes } = await deps.wechat.codeImage({ scene: code, page: PAGE });
        return { image: `data:${mediaType};base64,${bytes.toString('base64')}` };
      }
      case 'alipay': {
        const { url } = await deps.alipay.codeImage({ page: PAGE, query: `code=${code}`, describe: '家庭共济邀请' });
        return { image: url };
      }
      default:
        return {};
    }
  };
}

export type CodeImage = ReturnType<typeof createCodeImage>;
