import { Alert, Button, Checkbox } from 'antd';
import { useState } from 'react';

/** Recovery codes, shown once: to be printed or copied before going on. */
export function RecoveryCodes({ codes, doneText, onDone }: { codes: string[]; doneText: string; onDone: () => void }) {
  const [isKept, setIsKept] = useState(false);
  const [isCopied, setIsCopied] = useState(false);
  const copy = () => void navigator.clipboard.writeText(codes.join('\n')).then(() => setIsCopied(true));
  return (
    <>
      <Alert
        type="warning"
        showIcon
        title="备用码只显示这一次"
        description="手机丢了或换了，用备用码代替动态码登录，每个只能用一次。请打印或抄下来，和手机分开放。"
        style={{ marginBottom: 16 }}
      />
      <ul className="codes mono">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <div className="bar">
        <Button onClick={() => window.print()}>打印</Button>
        <Button onClick={copy}>{isCopied ? '已复制' : '复制'}</Button>
        <span className="grow" />
        <Checkbox checked={isKept} onChange={(event) => setIsKept(event.target.checked)}>
          我已经保存好
        </Checkbox>
        <Button type="primary" disabled={!isKept} onClick={onDone}>
          {doneText}
        </Button>
      </div>
    </>
  );
}
