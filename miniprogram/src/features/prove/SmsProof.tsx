import { View } from '@tarojs/components';
import { call, type Reply, session } from '@/api';
import { Button, Field, Notice, ProblemNotice, Tappable } from '@/components';
import { useAction } from '../loading';
import { useCountdown } from '../session/use-countdown';
import { useSmsCode } from '../session/use-sms-code';
import type { Identity } from './identity';

/** A code on its way, and for whom it was asked. */
export type SentCode = Reply<'person.startSmsProof'> & { askedFor: string };

interface SmsProofProps {
  identity?: Identity;
  region?: string;
  sent?: SentCode;
  /** The code is the only question now. */
  isCodeAsked: boolean;
  onSent(code: SentCode): void;
  onTurn(toCode: boolean): void;
  onDone(): void;
}

/** A code to the number that the core holds. Whether such a person exists is not told: a stranger learns nothing here. */
export function SmsProof({ identity, region, sent, isCodeAsked, onSent, onTurn, onDone }: SmsProofProps) {
  const countdown = useCountdown();
  const sending = useAction();
  const isReady = identity !== undefined && region !== undefined;
  const askedFor = [region, identity?.name, identity?.certificateNumber].join(' ');
  const isOnItsWay = sent?.askedFor === askedFor;

  const send = () =>
    sending.run(async () => {
      if (!identity || !region) return;
      const answer = await call('person.startSmsProof', { body: { identity, region } });
      onSent({ ...answer, askedFor });
      countdown.begin(answer.resendAfterSeconds);
    });
  const code = useSmsCode(isCodeAsked, async (whole) => {
    if (!sent) return;
    await call('person.finishSmsProof', { params: { proofId: sent.proofId }, body: { code: whole } });
    session.markProven();
    onDone();
  });

  if (!sent || !isCodeAsked) {
    return (
      <View className="stack">
        <ProblemNotice problem={sending.problem} />
        <Button
          id="prove-send"
          isOff={!isReady}
          isBusy={sending.isBusy}
          busyWords="正在发送…"
          onTap={() => (isOnItsWay ? onTurn(true) : send())}
        >
          {!isReady ? '请先选省份，填好姓名和身份证号' : isOnItsWay ? '没有改，回去填验证码' : '发送验证码'}
        </Button>
      </View>
    );
  }
  const canSend = countdown.seconds === 0 && !sending.isBusy;
  return (
    <View className="stack stack--wide">
      <Notice>
        {sent.maskedPhone
          ? `验证码已发到医保登记的手机号 ${sent.maskedPhone}`
          : '如果信息无误，验证码会发到您在医保登记的手机号'}
        ，收不到说明号码可能换过，请改用刷脸或到窗口。
      </Notice>
      <Field
        id="prove-code"
        label="短信验证码"
        type="number"
        maxLength={6}
        value={code.typed}
        placeholder="6 位数字"
        hint="填满 6 位就核对，不用再点。"
        onType={code.type}
        side={
          <Tappable
            className={`field__side${canSend ? '' : ' field__side--off'}`}
            id="prove-resend"
            onTap={() => canSend && send()}
          >
            {countdown.seconds > 0 ? `${countdown.seconds} 秒后重发` : '重新获取'}
          </Tappable>
        }
      />
      <ProblemNotice problem={code.problem ?? sending.problem} />
      <Button id="prove-submit" isOff={!code.isWhole} isBusy={code.isBusy} busyWords="正在核对…" onTap={code.send}>
        确认是本人
      </Button>
      <Button id="prove-change" kind="quiet" onTap={() => onTurn(false)}>
        姓名或身份证号填错了，改一改
      </Button>
    </View>
  );
}
