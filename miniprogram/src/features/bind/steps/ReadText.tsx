import { normaliseName } from '@gongji/shared/domain/names';
import { View } from '@tarojs/components';
import { call } from '@/api';
import { Loaded, StepHeader } from '@/components';
import { useLoading } from '../../loading';
import type { BindDraft } from '../draft';
import { LastLook, sendWords } from '../LastLook';
import { TextToRead } from '../TextToRead';
import { useSubmit } from '../use-submit';
import type { StepProps } from './props';
import { STAGE, STAGES } from './stages';

interface ReadTextProps extends StepProps {
  kind: 'readCommitment' | 'guardianConsent';
  textHash: string;
}

/** A text is read to its end, its questions are answered right, and only then confirmed. The confirmation names the text by hash. */
export function ReadText({ journey, pack, kind, textHash }: ReadTextProps) {
  const text = useLoading(textHash, () => call('policy.text', { params: { hash: textHash } }));
  const { submit, window } = useSubmit(journey, pack);
  const isConsent = kind === 'guardianConsent';
  const mustSign = !isConsent && pack.consent.commitment.value === 'sign';
  // Where nothing is asked after this text, its page shows the last look too, and its button sends.
  const isLast = !isConsent && journey.preview?.memberAgreement !== 'guardian';
  const confirm = () => {
    if (isConsent) return journey.go({ guardianConsentHash: textHash });
    return journey.run(async () => {
      const signature = journey.draft.reading?.signature ?? '';
      await call('sharing.acceptCommitment', {
        body: { family: pack.family, textHash, ...(mustSign ? { signature: { name: normaliseName(signature) } } : {}) },
      });
      if (isLast) await submit();
      else await journey.askAgain();
    });
  };
  return (
    <View className="stack stack--wide">
      <StepHeader
        place={STAGE.read}
        of={STAGES}
        title={isConsent ? '监护人请看清楚再同意' : '看清楚再确认'}
        explanation={
          isConsent
            ? '孩子的信息要由监护人单独同意才能用。'
            : mustSign
              ? '读一段，答一个小问题，最后签名。'
              : '读一段，答一个小问题。'
        }
        onBack={() => journey.go(stepBefore(pack.window.value !== null))}
      />
      <Loaded of={text}>
        {(found) => (
          <TextToRead
            text={found}
            journey={journey}
            mustSign={mustSign}
            pack={pack}
            lastLook={isLast ? <LastLook journey={journey} pack={pack} window={window} /> : undefined}
            sendWords={isLast ? sendWords({ journey, pack }) : undefined}
            onConfirm={confirm}
          />
        )}
      </Loaded>
    </View>
  );
}

/** One step back from a text: to the window where there is one, else to whom it is for. What was typed stays. */
function stepBefore(hasWindow: boolean): Partial<BindDraft> {
  return hasWindow
    ? { isWindowChosen: undefined }
    : { kinship: undefined, member: undefined, guardianConsentHash: undefined };
}
