package io.smartconnect.exporter.cloud.json;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretFieldsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "password",
                "obs_password",
                "userPassword",
                "passwd",
                "db_passwd",
                "pwd",
                "userPwd",
                "PWD",
                "passphrase",
                "secret",
                "client_secret",
                "secret_key",
                "secretKey",
                "sasl_jaas_config",
                "token",
                "security_token",
                "credentials",
                "access_key",
                "accesskey",
                "access-key",
                "private_key",
                "privateKey",
                "api_key",
                "apiKey",
                "sk",
                "ak",
                "SK",
                "obs_sk",
                "obs.ak",
                "sink_task.sk",
                "obsSk",
                "obsAK",
                "ak-1",
                "pass",
                "auth",
                "signature",
            })
    void nameOfASecret_isFound(String name) {
        assertThat(SecretFields.isIn(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "task",
                "task_id",
                "source_task",
                "sink_task.obs_path",
                "tasks",
                "disk",
                "risk_level",
                "make",
                "peak",
                "akka",
                "skip",
                "sky",
                "break",
                "bypass",
                "author",
                "authority",
                "Task",
                "taskSkip",
                "primary_key",
                "key",
                "keys",
                "partition_key",
                "topics",
                "consumer_strategy",
                "bucket",
                "sasl_mechanism",
                "security_protocol",
            })
    void otherName_isNone(String name) {
        assertThat(SecretFields.isIn(name)).isFalse();
    }
}
