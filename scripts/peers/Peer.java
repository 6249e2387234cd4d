import com.alipay.api.AlipayApiException;
import com.alipay.api.DefaultAlipayClient;
import com.alipay.api.internal.util.AlipayEncrypt;
import com.alipay.api.internal.util.AlipaySignature;
import com.alipay.api.request.AlipaySystemOauthTokenRequest;
import com.alipay.api.request.AlipayUserCertifyOpenInitializeRequest;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.PSSParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.asn1.gm.GMNamedCurves;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.digests.SM3Digest;
import org.bouncycastle.crypto.engines.SM4Engine;
import org.bouncycastle.crypto.modes.GCMBlockCipher;
import org.bouncycastle.crypto.modes.GCMModeCipher;
import org.bouncycastle.crypto.params.AEADParameters;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.params.KeyParameter;
import org.bouncycastle.crypto.params.ParametersWithRandom;
import org.bouncycastle.crypto.signers.PlainDSAEncoding;
import org.bouncycastle.crypto.signers.SM2Signer;
import org.bouncycastle.util.encoders.Hex;

/**
 * The other side of the signature tests: Alipay's official Java SDK, the JDK's own cryptography (for WeChat's scheme)
 * and BouncyCastle (SM2, SM3, SM4). One process answers line by line on stdin: the name of a job and its arguments, each
 * as Base64 of UTF-8, separated by blanks. Answers: "ok <Base64>…" or "no <Base64 of the reason>".
 */
public class Peer {
  interface Job {
    String[] run(String[] a) throws Exception;
  }

  static final Map<String, Job> JOBS = new LinkedHashMap<>();

  public static void main(String[] args) throws Exception {
    PrintStream answers = System.out;
    System.setOut(System.err); // the SDK may print; only answers go to stdout
    alipay();
    wechat();
    sm();
    answers.println("ready");
    BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      answers.println(answer(line.split(" ", -1)));
      answers.flush();
    }
  }

  static String answer(String[] parts) {
    try {
      Job job = JOBS.get(parts[0]);
      if (job == null) throw new IllegalArgumentException("no such job: " + parts[0]);
      String[] given = new String[parts.length - 1];
      for (int i = 0; i < given.length; i++) given[i] = new String(bytes(parts[i + 1]), StandardCharsets.UTF_8);
      StringBuilder text = new StringBuilder("ok");
      for (String each : job.run(given)) text.append(' ').append(base64(each.getBytes(StandardCharsets.UTF_8)));
      return text.toString();
    } catch (Exception | LinkageError refused) {
      return "no " + base64(String.valueOf(refused).getBytes(StandardCharsets.UTF_8));
    }
  }

  /** Keys: Base64 PKCS#8 and SPKI, as Alipay's console hands them out. */
  static void alipay() {
    JOBS.put("rsaPair", a -> {
      KeyPairGenerator maker = KeyPairGenerator.getInstance("RSA");
      maker.initialize(2048);
      java.security.KeyPair pair = maker.generateKeyPair();
      return new String[] {base64(pair.getPrivate().getEncoded()), base64(pair.getPublic().getEncoded())};
    });
    // text, private key
    JOBS.put("alipay.sign", a -> one(AlipaySignature.sign(a[0], a[1], "UTF-8", "RSA2")));
    // text, signature, public key
    JOBS.put("alipay.verify", a -> yes(AlipaySignature.verify(a[0], a[1], a[2], "UTF-8", "RSA2")));
    // public key, name, value, name, value…: all parameters of one call, `sign` among them
    JOBS.put("alipay.verifyCall", a -> {
      Map<String, String> call = new LinkedHashMap<>();
      for (int i = 1; i < a.length; i += 2) call.put(a[i], a[i + 1]);
      return yes(AlipaySignature.verifyV2(call, a[0], "UTF-8", "RSA2"));
    });
    // plain text, AES key: as Alipay seals a phone number
    JOBS.put("alipay.encrypt", a -> one(AlipayEncrypt.encryptContent(a[0], "AES", a[1], "UTF-8")));
    JOBS.put("alipay.decrypt", a -> one(AlipayEncrypt.decryptContent(a[0], "AES", a[1], "UTF-8")));
    // gateway, app id, private key, Alipay's public key, login code → open id
    JOBS.put("alipay.login", a -> {
      AlipaySystemOauthTokenRequest request = new AlipaySystemOauthTokenRequest();
      request.setGrantType("authorization_code");
      request.setCode(a[4]);
      return one(client(a).execute(request).getOpenId());
    });
    // gateway, app id, private key, Alipay's public key, biz_content → certify id
    JOBS.put("alipay.startCertify", a -> {
      AlipayUserCertifyOpenInitializeRequest request = new AlipayUserCertifyOpenInitializeRequest();
      request.setBizContent(a[4]);
      return one(client(a).execute(request).getCertifyId());
    });
  }

  static DefaultAlipayClient client(String[] a) throws AlipayApiException {
    return new DefaultAlipayClient(a[0], a[1], a[2], "json", "UTF-8", a[3], "RSA2");
  }

  /** WeChat's API security, written from its published description with nothing but the JDK. */
  static void wechat() {
    // key, iv, aad, plain text → data, authtag; key, iv, data and authtag in Base64
    JOBS.put("wechat.seal", a -> {
      Cipher cipher = gcm(Cipher.ENCRYPT_MODE, a);
      byte[] sealed = cipher.doFinal(a[3].getBytes(StandardCharsets.UTF_8));
      int end = sealed.length - 16;
      return new String[] {base64(slice(sealed, 0, end)), base64(slice(sealed, end, sealed.length))};
    });
    // key, iv, aad, data, authtag
    JOBS.put("wechat.open", a -> {
      byte[] data = bytes(a[3]);
      byte[] tag = bytes(a[4]);
      byte[] sealed = new byte[data.length + tag.length];
      System.arraycopy(data, 0, sealed, 0, data.length);
      System.arraycopy(tag, 0, sealed, data.length, tag.length);
      return one(new String(gcm(Cipher.DECRYPT_MODE, a).doFinal(sealed), StandardCharsets.UTF_8));
    });
    // text, private key
    JOBS.put("wechat.sign", a -> {
      Signature pss = pss();
      PrivateKey key = KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(bytes(a[1])));
      pss.initSign(key);
      pss.update(a[0].getBytes(StandardCharsets.UTF_8));
      return one(base64(pss.sign()));
    });
    // text, signature, public key
    JOBS.put("wechat.verify", a -> {
      Signature pss = pss();
      PublicKey key = KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(bytes(a[2])));
      pss.initVerify(key);
      pss.update(a[0].getBytes(StandardCharsets.UTF_8));
      return yes(pss.verify(bytes(a[1])));
    });
  }

  static Cipher gcm(int mode, String[] a) throws Exception {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, new SecretKeySpec(bytes(a[0]), "AES"), new GCMParameterSpec(128, bytes(a[1])));
    cipher.updateAAD(a[2].getBytes(StandardCharsets.UTF_8));
    return cipher;
  }

  static Signature pss() throws Exception {
    Signature signature = Signature.getInstance("RSASSA-PSS");
    signature.setParameter(new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1));
    return signature;
  }

  /** Everything in hex; SM2 with the standard's default user id, signatures as r and s. */
  static void sm() {
    // text, private key
    JOBS.put("sm2.sign", a -> {
      SM2Signer signer = new SM2Signer(PlainDSAEncoding.INSTANCE);
      ECPrivateKeyParameters key = new ECPrivateKeyParameters(new BigInteger(a[1], 16), curve());
      signer.init(true, new ParametersWithRandom(key, new SecureRandom()));
      byte[] text = a[0].getBytes(StandardCharsets.UTF_8);
      signer.update(text, 0, text.length);
      return one(Hex.toHexString(signer.generateSignature()));
    });
    // text, signature, public key
    JOBS.put("sm2.verify", a -> {
      SM2Signer signer = new SM2Signer(PlainDSAEncoding.INSTANCE);
      signer.init(false, new ECPublicKeyParameters(curve().getCurve().decodePoint(Hex.decode(a[2])), curve()));
      byte[] text = a[0].getBytes(StandardCharsets.UTF_8);
      signer.update(text, 0, text.length);
      return yes(signer.verifySignature(Hex.decode(a[1])));
    });
    JOBS.put("sm3", a -> {
      SM3Digest digest = new SM3Digest();
      byte[] text = a[0].getBytes(StandardCharsets.UTF_8);
      digest.update(text, 0, text.length);
      byte[] made = new byte[digest.getDigestSize()];
      digest.doFinal(made, 0);
      return one(Hex.toHexString(made));
    });
    // key, iv, aad, plain text → cipher text with the tag behind it
    JOBS.put("sm4.seal", a -> one(Hex.toHexString(sm4(true, a, a[3].getBytes(StandardCharsets.UTF_8)))));
    JOBS.put("sm4.open", a -> one(new String(sm4(false, a, Hex.decode(a[3])), StandardCharsets.UTF_8)));
    JOBS.put("sha256", a -> one(Hex.toHexString(
        MessageDigest.getInstance("SHA-256").digest(a[0].getBytes(StandardCharsets.UTF_8)))));
    // text, secret
    JOBS.put("hmacSha256", a -> {
      javax.crypto.Mac mac = javax.crypto.Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(a[1].getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return one(Hex.toHexString(mac.doFinal(a[0].getBytes(StandardCharsets.UTF_8))));
    });
  }

  static byte[] sm4(boolean isSealing, String[] a, byte[] given) throws Exception {
    GCMModeCipher cipher = GCMBlockCipher.newInstance(new SM4Engine());
    byte[] aad = a[2].getBytes(StandardCharsets.UTF_8);
    cipher.init(isSealing, new AEADParameters(new KeyParameter(Hex.decode(a[0])), 128, Hex.decode(a[1]), aad));
    byte[] made = new byte[cipher.getOutputSize(given.length)];
    int length = cipher.processBytes(given, 0, given.length, made, 0);
    length += cipher.doFinal(made, length);
    return slice(made, 0, length);
  }

  static ECDomainParameters curve() {
    X9ECParameters sm2 = GMNamedCurves.getByName("sm2p256v1");
    return new ECDomainParameters(sm2.getCurve(), sm2.getG(), sm2.getN(), sm2.getH());
  }

  static String[] one(String text) {
    if (text == null) throw new IllegalStateException("refused: no value in the answer");
    return new String[] {text};
  }

  static String[] yes(boolean is) {
    return new String[] {String.valueOf(is)};
  }

  static byte[] slice(byte[] all, int from, int to) {
    return java.util.Arrays.copyOfRange(all, from, to);
  }

  static byte[] bytes(String base64) {
    return Base64.getDecoder().decode(base64);
  }

  static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
