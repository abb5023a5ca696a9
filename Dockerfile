# One static binary on an empty image. The data folder is a volume owned by an ordinary user.
FROM golang:1.26 AS build
WORKDIR /src
COPY . .
RUN CGO_ENABLED=0 go build -trimpath -ldflags='-s -w' -o /portevoix ./cmd/portevoix && mkdir /data

FROM scratch
COPY --from=build /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/
COPY --from=build /portevoix /portevoix
COPY --from=build --chown=65532:65532 /data /data
USER 65532:65532
ENV PORTEVOIX_DATA=/data
VOLUME /data
ENTRYPOINT ["/portevoix"]
