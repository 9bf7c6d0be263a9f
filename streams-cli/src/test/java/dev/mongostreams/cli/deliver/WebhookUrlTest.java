package dev.mongostreams.cli.deliver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebhookUrlTest {

  @ParameterizedTest
  @CsvSource({
    "https://hooks.example/s3cr3t?token=s3cr3t, https://hooks.example",
    "HTTPS://hooks.example:8443/s3cr3t, HTTPS://hooks.example:8443",
    "http://[::1]:80, http://[::1]:80",
    "https://hooks.example:65535, https://hooks.example:65535",
  })
  void tellsItsOriginAlone(String url, String origin) {
    assertThat(WebhookUrl.parse(url).origin()).isEqualTo(origin);
  }

  @ParameterizedTest
  @CsvSource({
    "hooks.example/s3cr3t, it begins neither",
    "ftp://hooks.example/s3cr3t, it begins neither",
    "file:///s3cr3t, it begins neither",
    "https://me:s3cr3t@hooks.example/, it has a user before the host",
    "https:///s3cr3t, it names no host",
    "https://my_hooks/s3cr3t, 'it names no host, or one with a character that none may have, as _'",
    "https://hooks.example:0/s3cr3t, its port is not from 1 to 65535",
    "https://hooks.example:65536/s3cr3t, its port is not from 1 to 65535",
    "https:s3cr3t, it names no host",
    "https://hooks.example/#s3cr3t, it has a fragment",
    "https://hooks.example/a s3cr3t, it is not a URL from character 24 on",
    "'', it begins neither",
  })
  void refusesWhatNothingCanBePostedToWithoutRepeatingIt(String url, String why) {
    assertThatThrownBy(() -> WebhookUrl.parse(url))
        .isInstanceOf(IllegalArgumentException.class)
        .hasNoCause()
        .hasMessageStartingWith("Cannot post to the URL of --webhook: " + why)
        .hasMessageEndingWith(
            ". Write it as https://host/path, with special characters percent-encoded.")
        .hasMessageNotContaining("s3cr3t");
  }

  @Test
  void isSentInCharactersThatEachReceiverKnows() {
    assertThat(WebhookUrl.parse("https://hooks.example/سفارش").uri())
        .hasToString("https://hooks.example/%D8%B3%D9%81%D8%A7%D8%B1%D8%B4");
  }

  @Test
  void isOpenWhereOthersCanReadWhatIsPosted() {
    assertThat(WebhookUrl.parse("http://hooks.example").isOpen()).isTrue();
    assertThat(WebhookUrl.parse("https://hooks.example").isOpen()).isFalse();
    assertThat(WebhookUrl.parse("http://localhost:8080").isOpen()).isFalse();
    assertThat(WebhookUrl.parse("http://127.0.0.1").isOpen()).isFalse();
  }
}
