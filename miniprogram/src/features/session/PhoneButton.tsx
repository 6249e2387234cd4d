import { View } from '@tarojs/components';
import { useState } from 'react';
import { call } from '@/api';
import { Button, Notice, wordsOf } from '@/components';
import { type PhoneSource, platformPhone } from '@/platform/phone';
import { useAction } from '../loading';

const TYPE_IT = '没有取到手机号，请直接填写。';

/** Fills in the number of one's own WeChat or Alipay account; a no, or no number there, leads back to typing. */
export function PhoneButton({ onPhone }: { onPhone(phone: string): void }) {
  const action = useAction();
  const [problem, setProblem] = useState<string>();
  if (!platformPhone.label) return null;
  const read = (from: PhoneSource) =>
    action.run(async () => {
      setProblem(undefined);
      try {
        onPhone((await call('session.readPhone', { body: { from } })).phone);
      } catch (thrown) {
        setProblem(wordsOf(thrown));
      }
    });
  return (
    <View className="stack">
      <Button
        id="login-phone-button"
        kind="plain"
        isBusy={action.isBusy}
        busyWords="正在读取…"
        native={platformPhone.buttonProps(read, () => setProblem(TYPE_IT))}
      >
        {platformPhone.label}
      </Button>
      {problem ? (
        <Notice tone="warn" id="login-phone-problem">
          {problem}
        </Notice>
      ) : null}
    </View>
  );
}
