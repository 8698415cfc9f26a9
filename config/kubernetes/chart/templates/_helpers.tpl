{{- define "exporter.name" -}}
{{- .Values.nameOverride | default .Chart.Name | trunc 63 | trimSuffix "-" -}}
{{- end -}}

{{- define "exporter.fullname" -}}
{{- $name := include "exporter.name" . -}}
{{- if .Values.fullnameOverride -}}
{{- .Values.fullnameOverride | trunc 63 | trimSuffix "-" -}}
{{- else if contains $name .Release.Name -}}
{{- .Release.Name | trunc 63 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-%s" .Release.Name $name | trunc 63 | trimSuffix "-" -}}
{{- end -}}
{{- end -}}

{{- define "exporter.selectorLabels" -}}
app.kubernetes.io/name: {{ include "exporter.name" . | quote }}
app.kubernetes.io/instance: {{ .Release.Name | quote }}
{{- end -}}

{{- define "exporter.labels" -}}
{{ include "exporter.labelsWith" (dict "root" . "labels" dict) }}
{{- end -}}

{{/* Not empty if several shards share the instances. */}}
{{- define "exporter.isSharded" -}}
{{- if gt (int .Values.shards) 1 -}}
true
{{- end -}}
{{- end -}}

{{/* The name of the Deployment or StatefulSet; that of a StatefulSet leaves room for the hash in a label of its pods. */}}
{{- define "exporter.workloadName" -}}
{{- $longest := ternary 52 63 (eq "true" (include "exporter.isSharded" .)) -}}
{{- include "exporter.fullname" . | trunc $longest | trimSuffix "-" -}}
{{- end -}}

{{/* The lease of standby: NAMESPACE/NAME. */}}
{{- define "exporter.lease" -}}
{{ .Release.Namespace }}/{{ include "exporter.fullname" . }}
{{- end -}}

{{- define "exporter.shardServiceName" -}}
{{- include "exporter.fullname" . | trunc 56 | trimSuffix "-" -}}-shards
{{- end -}}

{{/* The labels of a resource, and further ones. Those of the chart win. The dictionary may have another selector. */}}
{{- define "exporter.labelsWith" -}}
{{- $chart := .root.Chart -}}
{{- $own := dict
      "app.kubernetes.io/version" $chart.AppVersion
      "app.kubernetes.io/managed-by" .root.Release.Service
      "helm.sh/chart" (printf "%s-%s" $chart.Name $chart.Version | replace "+" "_" | trunc 63 | trimSuffix "-") -}}
{{- $selector := .selector | default (include "exporter.selectorLabels" .root) | fromYaml -}}
{{- merge $own $selector .labels .root.Values.commonLabels | toYaml -}}
{{- end -}}

{{/* The labels of the pod that tests the release: the service must not select it. */}}
{{- define "exporter.testLabels" -}}
app.kubernetes.io/name: {{ include "exporter.name" . | trunc 58 | trimSuffix "-" }}-test
app.kubernetes.io/instance: {{ .Release.Name | quote }}
{{- end -}}

{{/* The labels of the service of the shards: the monitor must not select it. */}}
{{- define "exporter.shardLabels" -}}
app.kubernetes.io/name: {{ include "exporter.name" . | trunc 56 | trimSuffix "-" }}-shards
app.kubernetes.io/instance: {{ .Release.Name | quote }}
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

{{- define "exporter.identityDirectory" -}}
/run/secrets/huaweicloud
{{- end -}}

{{- define "exporter.configMapName" -}}
{{- .Values.existingConfigMap | default (include "exporter.fullname" .) -}}
{{- end -}}

{{- define "exporter.claimName" -}}
{{- .Values.persistence.existingClaim | default (include "exporter.fullname" .) -}}
{{- end -}}

{{- define "exporter.claimSpec" -}}
accessModes: [{{ ternary "ReadWriteMany" "ReadWriteOnce" .Values.standby }}]
{{- with .Values.persistence.storageClassName }}
storageClassName: {{ . | quote }}
{{- end }}
resources:
  requests:
    storage: {{ .Values.persistence.size }}
{{- end -}}

{{/* The image's health check, which asks the exporter for a path, in a small JVM. */}}
{{- define "exporter.healthCheck" -}}
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
{{- end -}}

{{/* A probe by HTTP; with a web configuration, by the health check and its flags. */}}
{{- define "exporter.probe" -}}
{{- if .root.Values.webConfig.existingSecret -}}
exec:
  command:
    {{- include "exporter.healthCheck" . | nindent 4 }}
{{- else -}}
httpGet:
  path: {{ .path }}
  port: metrics
{{- end -}}
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
