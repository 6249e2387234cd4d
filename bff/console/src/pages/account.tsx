import { OPERATOR_ROLE_WORDS } from '@gongji/shared/contract/operator-roles';
import { Alert, App, Button, Form, Input } from 'antd';
import { useState } from 'react';
import { call, wordsOf } from '../api';
import { Head } from '../parts/head';
import { RecoveryCodes } from '../parts/recovery-codes';
import { useMe, useSession } from '../session';

const codeRule = { required: true, message: '请填动态码' };

/** One's own password and recovery codes. */
export function Account() {
  const me = useMe();
  return (
    <>
      <Head title="我的账号" note={`${me.name}，${me.roles.map((role) => OPERATOR_ROLE_WORDS[role]).join('、')}`} />
      <div className="beside">
        <Password />
        <Recovery />
      </div>
    </>
  );
}

function Password() {
  const { enter } = useSession();
  const { message } = App.useApp();
  const [form] = Form.useForm<{ currentPassword: string; newPassword: string; code: string }>();
  const [problem, setProblem] = useState<string | undefined>(undefined);
  const [isBusy, setIsBusy] = useState(false);
  const submit = async (body: { currentPassword: string; newPassword: string; code: string }) => {
    setIsBusy(true);
    setProblem(undefined);
    try {
      enter(await call('operator.changePassword', { body }));
      void message.success('密码已改，其他地方的登录都已失效');
      form.resetFields();
    } catch (error) {
      setProblem(wordsOf(error));
    } finally {
      setIsBusy(false);
    }
  };
  return (
    <section className="sheet padded">
      <h2>改密码</h2>
      {problem === undefined ? null : (
        <Alert type="error" showIcon role="alert" title={problem} style={{ marginBottom: 16 }} />
      )}
      <Form form={form} layout="vertical" requiredMark={false} onFinish={submit}>
        <Form.Item name="currentPassword" label="现在的密码" rules={[{ required: true, message: '请填现在的密码' }]}>
          <Input.Password autoComplete="current-password" />
        </Form.Item>
        <Form.Item
          name="newPassword"
          label="新密码"
          extra="至少 12 位，要同时有字母和数字，不能包含账号名"
          rules={[{ required: true, min: 12, message: '至少 12 位' }]}
        >
          <Input.Password autoComplete="new-password" />
        </Form.Item>
        <Form.Item name="code" label="动态码" rules={[codeRule]}>
          <Input autoComplete="one-time-code" inputMode="numeric" maxLength={7} className="mono" />
        </Form.Item>
        <Button type="primary" htmlType="submit" loading={isBusy}>
          改密码
        </Button>
      </Form>
    </section>
  );
}

function Recovery() {
  const me = useMe();
  const { refresh } = useSession();
  const [codes, setCodes] = useState<string[] | undefined>(undefined);
  const [problem, setProblem] = useState<string | undefined>(undefined);
  const submit = async ({ code }: { code: string }) => {
    setProblem(undefined);
    try {
      setCodes((await call('operator.renewRecoveryCodes', { body: { code } })).recoveryCodes);
    } catch (error) {
      setProblem(wordsOf(error));
    }
  };
  const done = () => {
    setCodes(undefined);
    void refresh();
  };
  return (
    <section className="sheet padded">
      <h2>备用码</h2>
      {codes === undefined ? (
        <>
          <p>还剩 {me.recoveryCodesLeft} 个。换一组新的，旧的马上作废。</p>
          {problem === undefined ? null : (
            <Alert type="error" showIcon role="alert" title={problem} style={{ marginBottom: 16 }} />
          )}
          <Form layout="vertical" requiredMark={false} onFinish={submit}>
            <Form.Item name="code" label="动态码" rules={[codeRule]}>
              <Input autoComplete="one-time-code" inputMode="numeric" maxLength={7} className="mono" />
            </Form.Item>
            <Button htmlType="submit">换一组备用码</Button>
          </Form>
        </>
      ) : (
        <RecoveryCodes codes={codes} doneText="好了" onDone={done} />
      )}
    </section>
  );
}
