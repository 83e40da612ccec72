import { sayHello } from "./hello.tsx";

sayHello();
