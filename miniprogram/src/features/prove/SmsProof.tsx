import { View } from '@tarojs/components';
import { useState } from 'react';
import { call, type Reply, session } from '@/api';
import { Button, Field, Notice, ProblemNotice, Tappable } from '@/components';
import { useAction } from '../loading';
import { useCountdown } from '../session/use-countdown';
import { useSmsCode } from '../session/use-sms-code';
import type { Identity } from './identity';

type Started = Reply<'person.startSmsProof'>;

/** A code to the number that the core holds. Whether such a person exists is not told: a stranger learns nothing here. */
export function SmsProof({ identity, region, onDone }: { identity?: Identity; region?: string; onDone(): void }) {
  const [started, setStarted] = useState<Started>();
  const countdown = useCountdown();
  const sending = useAction();
  const isReady = identity !== undefined && region !== undefined;

  const send = () =>
    sending.run(async () => {
      if (!identity || !region) return;
      const answer = await call('person.startSmsProof', { body: { identity, region } });
      setStarted(answer);
      countdown.begin(answer.resendAfterSeconds);
    });
  const code = useSmsCode(started !== undefined, async (whole) => {
    if (!started) return;
    await call('person.finishSmsProof', { params: { proofId: started.proofId }, body: { code: whole } });
    session.markProven();
    onDone();
  });

  if (!started) {
    return (
      <View className="stack">
        <ProblemNotice problem={sending.problem} />
        <Button id="prove-send" isOff={!isReady} isBusy={sending.isBusy} busyWords="正在发送…" onTap={send}>
          {isReady ? '发送验证码' : '请先选省份，填好姓名和身份证号'}
        </Button>
      </View>
    );
  }
  const canSend = countdown.seconds === 0 && !sending.isBusy;
  return (
    <View className="stack stack--wide">
      <Notice>
        {started.maskedPhone
          ? `验证码已发到医保登记的手机号 ${started.maskedPhone}`
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
    </View>
  );
}
