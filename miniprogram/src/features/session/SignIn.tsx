import { isMobileNumber } from '@gongji/shared/domain/names';
import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import { call, session } from '@/api';
import { Button, DeskCard, Field, Notice, ProblemNotice, Questions, Tappable, useLastQuestion } from '@/components';
import { platformSignIn } from '@/platform';
import { useAction } from '../loading';
import { PhoneButton } from './PhoneButton';
import { useCountdown } from './use-countdown';
import { usePlatformSignIn } from './use-platform-sign-in';
import { useSmsCode } from './use-sms-code';

/** The doors: the platform's own account where there is one, a code by SMS everywhere. */
export function SignIn({ onDone }: { onDone(): void }) {
  const [wantsSms, setWantsSms] = useState(platformSignIn.channel === undefined);
  return (
    <View className="stack stack--wide">
      <View>
        <View className="title">登录</View>
        <View className="note">只用来认出这部手机是谁在用。看自己的医保信息前，还会请您证明是本人。</View>
      </View>
      {wantsSms ? <SmsSignIn onDone={onDone} /> : <PlatformSignIn onDone={onDone} onSms={() => setWantsSms(true)} />}
      <DeskCard title="没有手机号，或者不想登录" />
    </View>
  );
}

function PlatformSignIn({ onDone, onSms }: { onDone(): void; onSms(): void }) {
  const action = usePlatformSignIn(onDone);
  return (
    <View className="stack">
      <ProblemNotice problem={action.problem} />
      <Button id="login-platform" isBusy={action.isBusy} busyWords="正在登录…" onTap={action.signIn}>
        {platformSignIn.label}
      </Button>
      <Button id="login-by-sms" kind="quiet" onTap={onSms}>
        用手机号登录
      </Button>
    </View>
  );
}

function SmsSignIn({ onDone }: { onDone(): void }) {
  const [phone, setPhone] = useState('');
  /** A number that came from the platform: the field begins anew with it. */
  const [filled, setFilled] = useState<string>();
  const [sentTo, setSentTo] = useState<string>();
  const [problem, setProblem] = useState<string>();
  const [isLast, setLast] = useLastQuestion();
  const countdown = useCountdown();
  const sending = useAction();
  const number = phone.trim();
  const code = useSmsCode(sentTo === number, async (whole) => {
    session.begin(await call('session.signInBySms', { body: { phone: number, code: whole } }));
    onDone();
  });

  const send = () => {
    if (!isMobileNumber(number)) {
      setProblem('请填 11 位手机号');
      return;
    }
    setProblem(undefined);
    sending.run(async () => {
      const answer = await call('session.sendSmsCode', { body: { phone: number } });
      setSentTo(number);
      countdown.begin(answer.resendAfterSeconds);
    });
  };

  const canSend = countdown.seconds === 0 && !sending.isBusy;
  const isComplete = isMobileNumber(number) && code.isWhole;
  return (
    <View className="stack stack--wide">
      <Questions
        onLast={setLast}
        of={[
          {
            key: 'phone',
            isAnswered: isMobileNumber(number),
            element: (
              <View className="stack">
                <Field
                  key={filled}
                  id="login-phone"
                  label="手机号"
                  type="number"
                  maxLength={11}
                  value={phone}
                  placeholder="11 位手机号"
                  problem={problem}
                  onType={setPhone}
                />
                <PhoneButton
                  onPhone={(found) => {
                    setPhone(found);
                    setFilled(found);
                    setProblem(undefined);
                  }}
                />
              </View>
            ),
          },
          {
            key: 'code',
            isAnswered: code.isWhole,
            element: (
              <Field
                id="login-code"
                label="短信验证码"
                type="number"
                maxLength={6}
                value={code.typed}
                placeholder="6 位数字"
                hint={sentTo ? '短信已发出，填满 6 位就登录。一分钟内没有收到请看看拦截的短信。' : undefined}
                onType={code.type}
                side={
                  <Tappable
                    className={`field__side${canSend ? '' : ' field__side--off'}`}
                    id="login-send"
                    onTap={() => canSend && send()}
                  >
                    {countdown.seconds > 0 ? `${countdown.seconds} 秒后重发` : sentTo ? '重新获取' : '获取验证码'}
                  </Tappable>
                }
              />
            ),
          },
        ]}
      />
      <ProblemNotice problem={code.problem ?? sending.problem} />
      {isLast ? (
        <Button id="login-submit" isOff={!isComplete} isBusy={code.isBusy} busyWords="正在登录…" onTap={code.send}>
          登录
        </Button>
      ) : null}
      <Notice tone="warn">
        <Text>验证码不要告诉任何人。说能帮您把个人账户的钱套成现金的，都是骗子。</Text>
      </Notice>
    </View>
  );
}
