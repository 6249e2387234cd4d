import { View } from '@tarojs/components';
import { useState } from 'react';
import { Button, DeskCard, Field } from '@/components';
import { canScan, scanCode } from '@/platform';
import { codeIn } from './code';

export function EnterCode({ onCode }: { onCode(code: string): void }) {
  const [text, setText] = useState('');
  const [problem, setProblem] = useState<string>();
  const take = (typed: string) => {
    const code = codeIn(typed);
    if (code) onCode(code);
    else setProblem('邀请码是 8 位字母和数字，请核对后再填。');
  };
  const takeScanned = (scanned: string) => {
    const code = codeIn(scanned);
    if (code) onCode(code);
    else setProblem('这个码里没有邀请码。请输入码下面的 8 位邀请码。');
  };
  const scan = async () => {
    const scanned = await scanCode();
    if (scanned) takeScanned(scanned);
  };
  return (
    <View className="stack stack--wide">
      <View>
        <View className="title">输入邀请码</View>
        <View className="note">家人发给您的 8 位字母和数字，整段粘贴进来也可以。</View>
      </View>
      <Field
        id="invitation-input"
        label="邀请码"
        maxLength={200}
        value={text}
        placeholder="例如 ABCD2345"
        problem={problem}
        onType={(typed) => {
          setText(typed);
          setProblem(undefined);
        }}
      />
      <Button id="invitation-open" isOff={text.trim() === ''} onTap={() => take(text)}>
        看邀请
      </Button>
      {canScan ? (
        <Button id="invitation-scan" kind="plain" onTap={scan}>
          扫家人手机上的码
        </Button>
      ) : null}
      <DeskCard title="没有收到邀请码" />
    </View>
  );
}
