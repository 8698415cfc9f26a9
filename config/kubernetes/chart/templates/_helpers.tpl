{{- define "exporter.fullname" -}}
{{- if .Values.fullnameOverride -}}
{{- .Values.fullnameOverride | trunc 63 | trimSuffix "-" -}}
{{- else if contains .Chart.Name .Release.Name -}}
{{- .Release.Name | trunc 63 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-%s" .Release.Name .Chart.Name | trunc 63 | trimSuffix "-" -}}
{{- end -}}
{{- end -}}

{{- define "exporter.selectorLabels" -}}
app.kubernetes.io/name: {{ .Chart.Name }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end -}}

{{- define "exporter.labels" -}}
{{ include "exporter.selectorLabels" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" | trunc 63 }}
{{- end -}}

{{- define "exporter.serviceAccountName" -}}
{{- .Values.serviceAccount.name | default (ternary (include "exporter.fullname" .) "default" .Values.serviceAccount.create) -}}
{{- end -}}

{{- define "exporter.image" -}}
{{- if .Values.image.digest -}}
{{ .Values.image.repository }}@{{ .Values.image.digest }}
{{- else -}}
{{ .Values.image.repository }}:{{ .Values.image.tag | default .Chart.AppVersion }}
{{- end -}}
{{- end -}}

{{- define "exporter.secretDirectory" -}}
/run/secrets/smart-connect-exporter
{{- end -}}

{{- define "exporter.webDirectory" -}}
/run/secrets/smart-connect-web
{{- end -}}

{{/* A probe by HTTP; with a web configuration, by the health check of the image and its flags. */}}
{{- define "exporter.probe" -}}
{{- if .root.Values.webConfig.existingSecret -}}
exec:
  command:
    - /opt/java/bin/java
    - -XX:+UseSerialGC
    - -XX:TieredStopAtLevel=1
    - -Xmx16m
    - -cp
    - /opt/smart-connect-exporter/smart-connect-exporter.jar
    - io.smartconnect.command.HealthCheck
    - --exporter.path={{ .path }}
    {{- range .root.Values.webConfig.healthCheckFlags }}
    - {{ . | quote }}
    {{- end }}
{{- else -}}
httpGet:
  path: {{ .path }}
  port: metrics
{{- end -}}
{{- end -}}

{{- define "exporter.identityDirectory" -}}
/run/secrets/huaweicloud
{{- end -}}

{{- define "exporter.configMapName" -}}
{{- .Values.existingConfigMap | default (include "exporter.fullname" .) -}}
{{- end -}}

{{/* The values of config as JSON (valid HOCON), with credentials for each target. */}}
{{- define "exporter.config" -}}
{{- $directory := include "exporter.secretDirectory" . -}}
{{- $existingSecret := .Values.existingSecret -}}
{{- $workload := .Values.workloadIdentity.idpId -}}
{{- $config := deepCopy .Values.config -}}
{{- if not $config.targets -}}
{{- fail "There is nothing to poll: set config.targets, existingConfigMap or demo=true" -}}
{{- end -}}
{{- range $number, $target := $config.targets -}}
{{- if and (not $target.credentials) $workload -}}
{{- $_ := set $target "credentials" (dict "type" "workload-identity") -}}
{{- else if not $target.credentials -}}
{{- if not $existingSecret -}}
{{- fail (printf "config.targets[%d] has no credentials: set existingSecret to a Secret with the keys access-key and secret-key" $number) -}}
{{- end -}}
{{- $files := dict "access-key-file" (printf "%s/access-key" $directory) "secret-key-file" (printf "%s/secret-key" $directory) -}}
{{- $_ := set $target "credentials" $files -}}
{{- end -}}
{{- end -}}
{{- dict "smart-connect-exporter" $config | toPrettyJson -}}
{{- end -}}
