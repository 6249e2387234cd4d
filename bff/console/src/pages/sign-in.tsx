import { Alert, Button, Form, Input } from 'antd';
import { useState } from 'react';
import { call, wordsOf } from '../api';
import { Brand } from '../parts/brand';
import { useSession } from '../session';

/** Account, password and a code of the generator; a recovery code takes its place when the phone is not at hand. */
export function SignIn() {
  const { enter, notice } = useSession();
  const [isRecovery, setIsRecovery] = useState(false);
  const [problem, setProblem] = useState<string | undefined>(undefined);
  const [isBusy, setIsBusy] = useState(false);
  const [form] = Form.useForm<{ name: string; password: string; code: string }>();

  const submit = async (body: { name: string; password: string; code: string }) => {
    setIsBusy(true);
    setProblem(undefined);
    try {
      enter(await call('operator.signIn', { body }));
    } catch (error) {
      setProblem(wordsOf(error));
      form.setFieldValue('code', '');
    } finally {
      setIsBusy(false);
    }
  };
  const swap = () => {
    setIsRecovery((was) => !was);
    form.setFieldValue('code', '');
  };

  return (
    <main className="door">
      <section className="sheet">
        <Brand ground="#0b6b70" />
        <h1>登录</h1>
        <p className="lead">只供经授权的工作人员使用，所有操作都有记录。</p>
        {notice === undefined || problem !== undefined ? null : (
          <Alert type="info" showIcon title={notice} style={{ marginBottom: 16 }} />
        )}
        {problem === undefined ? null : (
          <Alert type="error" showIcon role="alert" title={problem} style={{ marginBottom: 16 }} />
        )}
        <Form form={form} layout="vertical" requiredMark={false} size="large" onFinish={submit}>
          <Form.Item name="name" label="账号" rules={[{ required: true, message: '请填账号' }]}>
            <Input autoComplete="username" autoFocus autoCapitalize="off" spellCheck={false} />
          </Form.Item>
          <Form.Item name="password" label="密码" rules={[{ required: true, message: '请填密码' }]}>
            <Input.Password autoComplete="current-password" />
          </Form.Item>
          <Form.Item
            name="code"
            label={isRecovery ? '备用码' : '动态码'}
            extra={isRecovery ? '一组 16 位的字母数字，每个只能用一次' : '手机验证器上的 6 位数字'}
            rules={[{ required: true, message: isRecovery ? '请填一个备用码' : '请填 6 位动态码' }]}
          >
            <Input
              autoComplete="one-time-code"
              inputMode={isRecovery ? 'text' : 'numeric'}
              maxLength={isRecovery ? 24 : 7}
              className="mono"
              style={{ fontSize: 18, letterSpacing: isRecovery ? 1 : 6 }}
            />
          </Form.Item>
          <Button type="primary" htmlType="submit" block loading={isBusy}>
            登录
          </Button>
        </Form>
        <p className="foot">
          <Button type="link" size="small" onClick={swap}>
            {isRecovery ? '改用手机动态码' : '手机不在身边？用备用码登录'}
          </Button>
        </p>
      </section>
    </main>
  );
}
